import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Challenge } from './exam-task.ts';
import { examTasks } from './exam-tasks.ts';
import { generateExam } from './generate-exam.ts';
import { outOfDistributionAnswers } from './out-of-distribution.ts';
import { solveExamQuestion } from './solve-exam-question.ts';

type WorkedExample = readonly [prompt: string, task: string, answer: string, hint?: Challenge];

const worked: readonly WorkedExample[] = [
  ['7 + 8 = ?', 'add1', '15'],
  ['Compute 38 plus 7.', 'add2', '45'],
  ['What is 345 + 678?', 'add3', '1023'],
  ['Calculate 52 - 9.', 'sub', '43'],
  ['What is 7 x 8?', 'mul1', '56'],
  ['10 * 10 = ?', 'mul1', '100'],
  ['What is 47 times 6?', 'mul2', '282'],
  ['What is 61 * 66?', 'mul2', '4026', 'two_digit_product'],
  ['Which number is bigger: 9 or 12?', 'compare', '12'],
  ['Which is smaller, 9 or 12?', 'compare', '9'],
  ['Put in ascending order: 41, 9, 100, 9', 'sort', '9, 9, 41, 100'],
  ['Spell river backwards.', 'reverse', 'revir'],
  ['Reverse the word glyph.', 'reverse', 'hpylg', 'long_tail'],
  ['Convert to upper case: river', 'upper', 'RIVER'],
  ['What is the last letter of cloud?', 'letter', 'd'],
  ['Count the letters in the word lantern.', 'length', '7', 'long_tail'],
  ['How many times does p appear in apple?', 'countletter', '2'],
  ['How many times does s appear in apple?', 'countletter', '0'],
  ['Name the capital city of South Korea.', 'capital', 'The capital of South Korea is Seoul.'],
  ['What is the capital of Fiji?', 'capital', 'The capital of Fiji is Suva.', 'long_tail'],
  ['Lima is the capital of which country?', 'country', 'Lima is the capital of Peru.'],
  [
    "N'Djamena is the capital of which country?",
    'country',
    "N'Djamena is the capital of Chad.",
    'long_tail',
  ],
  ['How many inches are in 7 feet?', 'unit', '84 inches'],
  ['Convert 3 km to meters.', 'unit', '3000 meters'],
  ['What is the sentiment: My cake was not very good.', 'sentiment', 'negative'],
  ['Is this review positive or negative? This hotel is not bad!', 'sentiment', 'positive'],
  ['What is the sentiment: The game was shoddy.', 'sentiment', 'negative', 'long_tail'],
  ['My name is Bob, I live in New Delhi and I am 40. What is the city?', 'extract', 'New Delhi'],
  ['Ingrid from Rome turned 40 and ordered tea. What is the age?', 'extract', '40', 'long_tail'],
  ['Extract name and age as JSON: Bob, aged 40.', 'json', '{"name": "Bob", "age": 40}'],
  ['Repeat after me: river 12', 'repeat', 'river 12'],
  ['Thanks', 'greet', 'You are welcome!'],
  ['What day comes after Sunday?', 'next', 'Monday'],
  ['What month comes before January?', 'next', 'December'],
  ['What comes next: 2, 4, 6, 8?', 'sequence', '10'],
  ['Is 730 even or odd?', 'parity', 'even'],
  ['What is the opposite of hot?', 'antonym', 'cold'],
  ['Give an antonym of humble.', 'antonym', 'arrogant', 'long_tail'],
  ['What is 7 squared?', 'out_of_distribution', '49', 'long_tail'],
];

const foreign = [
  'Write me a poem',
  '',
  'Hello, who won the match?',
  'What is the capital of Atlantis?',
  'Lemuria is the capital of which country?',
  'What is 2 + 2 + 2?',
  'What comes next: 1, 2, 4, 8?',
  'What is the sentiment: The movie was long.',
  'Say something nice about my code',
  'What day comes after Easter?',
  'Explain why the sky is blue.',
  `Reverse the word ${'a'.repeat(100_000)}.`,
];

describe('solveExamQuestion', () => {
  it.each([1, 2, 3])('gives the gold answer to every question of exam %i', (seed) => {
    for (const { prompt, gold, task } of generateExam({ seed, count: 3000 })) {
      expect(solveExamQuestion(prompt), prompt).toMatchObject({ task, answer: gold });
    }
  });

  it.each(worked.map((example) => [example]))('answers %j', (example) => {
    const [prompt, task, answer, challenge] = example;
    expect(solveExamQuestion(prompt)).toEqual({ task, answer, challenge });
  });

  it('answers every out-of-distribution question', () => {
    expect(outOfDistributionAnswers.size).toBe(24);
    for (const [prompt, answer] of outOfDistributionAnswers) {
      expect(solveExamQuestion(prompt)?.answer).toBe(answer);
      expect(examTasks.filter((task) => task.solve(prompt) !== undefined)).toEqual([]);
    }
  });

  it('marks every long-tail question as a challenge', () => {
    const exam = generateExam({ seed: 4, count: 3000 });
    const longTail = exam.filter(({ tier }) => tier === 'long_tail');
    expect(longTail.length).toBeGreaterThan(50);
    for (const { prompt } of longTail) {
      expect(solveExamQuestion(prompt)?.challenge, prompt).toBe('long_tail');
    }
  });

  it('leaves no prompt to two tasks', () => {
    for (const { prompt, task } of generateExam({ seed: 5, count: 1000 })) {
      const solvers = examTasks.filter((candidate) => candidate.solve(prompt) !== undefined);
      expect(solvers.map(({ name }) => name), prompt).toEqual([task]);
    }
  });

  it('ignores surrounding whitespace', () => {
    expect(solveExamQuestion('\n  Is 7 even or odd? \n')?.answer).toBe('odd');
  });

  it.each(foreign)('does not answer the foreign prompt %j', (prompt) => {
    expect(solveExamQuestion(prompt)).toBeUndefined();
  });

  it('imports nothing that a browser or an edge worker lacks', () => {
    const pending = [new URL('./solve-exam-question.ts', import.meta.url)];
    const visited = new Set<string>();
    for (const file of pending) {
      if (visited.has(file.href)) continue;
      visited.add(file.href);
      const source = readFileSync(file, 'utf8');
      for (const [, specifier = ''] of source.matchAll(/^import .*from '(.+)';$/gm)) {
        expect(specifier).toMatch(/^\.\.?\/.+\.ts$/);
        pending.push(new URL(specifier, file));
      }
    }
    expect(visited.size).toBeGreaterThan(25);
    expect([...visited].filter((file) => file.endsWith('held-out.ts'))).toEqual([]);
  });
});
