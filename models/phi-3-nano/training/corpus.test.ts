import { describe, expect, it } from 'vitest';
import { taughtKinds } from '../exam/exam-kinds.ts';
import { generateExam } from '../exam/generate-exam.ts';
import { conversations, type Conversation } from './corpus.ts';

/** No fewer conversations than `npm run nano:train` writes. */
const TRAINED_ON = 750_000;

function take(count: number, options: Parameters<typeof conversations>[0]): Conversation[] {
  const source = conversations(options);
  return Array.from({ length: count }, () => source.next().value);
}

const questionsOf = (corpus: readonly Conversation[]) => corpus.flatMap(({ messages }) => messages.filter(({ role }) => role === 'user').map(({ content }) => content));

/** Every run of eight words. */
function eightGrams(text: string): string[] {
  const words = text.split(/\s+/);
  return words.slice(7).map((_, index) => words.slice(index, index + 8).join(' '));
}

/** Of the kind that a question is of. */
function heldOutArguments(question: string): string[] {
  return taughtKinds.flatMap((kind) => kind.heldOutArguments(question) ?? []);
}

describe('the training text', () => {
  const corpus = take(40_000, { seed: 1 });

  it('is the same for the same seed', () => {
    expect(take(200, { seed: 1 })).toEqual(corpus.slice(0, 200));
    expect(take(200, { seed: 2 })).not.toEqual(corpus.slice(0, 200));
  });

  it('holds every kind it says it does, and answers each question right', () => {
    expect(new Set(corpus.map(({ kind }) => kind))).toEqual(new Set(taughtKinds.map(({ name }) => name)));
    for (const { kind, messages } of corpus.slice(0, 3000)) {
      const [question, answer] = messages.slice(-2);
      expect(taughtKinds.find(({ name }) => name === kind)?.solve(question?.content ?? '')?.answer, question?.content).toBe(answer?.content);
    }
  });

  it('shares no question, no arguments that are held out and no eight words in a row with any exam', () => {
    const exam = [1, 2, 3].flatMap((seed) => generateExam({ seed, count: 1000 }));
    const prompts = new Set(exam.map(({ prompt }) => prompt));
    const grams = new Set([...prompts].flatMap(eightGrams));
    const held = new Set([...prompts].flatMap(heldOutArguments));
    expect(grams.size).toBeGreaterThan(1000);
    expect(held.size).toBeGreaterThan(1000);
    const shared: string[] = [];
    const source = conversations({ seed: 1 });
    for (let left = TRAINED_ON; left > 0; left--) {
      for (const question of questionsOf([source.next().value])) {
        if (prompts.has(question) || eightGrams(question).some((gram) => grams.has(gram)) || heldOutArguments(question).some((each) => held.has(each))) shared.push(question);
      }
    }
    expect(shared).toEqual([]);
  }, 120_000);

  it('repeats itself and mistakes answers when noisy', () => {
    const noisy = take(4000, { seed: 1, noise: true });
    const distinct = (of: readonly Conversation[]) => new Set(of.map((each) => JSON.stringify(each.messages))).size;
    expect(distinct(noisy)).toBeLessThan(0.9 * distinct(corpus.slice(0, 4000)));
    const wrong = noisy.filter(({ kind, messages }) => taughtKinds.find(({ name }) => name === kind)?.solve(messages.at(-2)?.content ?? '')?.answer !== messages.at(-1)?.content);
    expect(wrong.length).toBeGreaterThan(300);
    expect(wrong.length).toBeLessThan(500);
  });
});
