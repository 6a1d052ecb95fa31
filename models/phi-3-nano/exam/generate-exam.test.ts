import { beforeAll, describe, expect, it } from 'vitest';
import { loadNanoTokenizer } from '../../../test/support/nano-model.ts';
import { examKinds } from './exam-kinds.ts';
import { generateExam, type ExamQuestion } from './generate-exam.ts';

const shareOf = (exam: readonly ExamQuestion[], isCounted: (question: ExamQuestion) => boolean) => exam.filter(isCounted).length / exam.length;

describe('generateExam', () => {
  it('asks the same exam for the same seed and another for another', () => {
    const exam = generateExam({ seed: 7, count: 300 });
    expect(generateExam({ seed: 7, count: 300 })).toEqual(exam);
    expect(generateExam({ seed: 8, count: 300 }).map(({ prompt }) => prompt)).not.toEqual(exam.map(({ prompt }) => prompt));
  });

  it('begins a longer exam with the shorter one', () => {
    expect(generateExam({ seed: 7, count: 300 }).slice(0, 110)).toEqual(generateExam({ seed: 7, count: 110 }));
  });

  it.each([20, 200, 1000])('holds exactly 35, 35, 20 and 10 % of the tiers in %i questions', (count) => {
    const exam = generateExam({ seed: count, count });
    for (const [tier, share] of [['easy', 0.35], ['hard', 0.35], ['long_tail', 0.2], ['out_of_distribution', 0.1]] as const) {
      expect(exam.filter((question) => question.tier === tier), tier).toHaveLength(count * share);
    }
  });

  it.each([1, 2, 3])('asks more than 20 kinds and none above 8 % of exam %i', (seed) => {
    const exam = generateExam({ seed, count: 1000 });
    const byKind = Object.groupBy(exam, ({ task }) => task);
    expect(Object.keys(byKind).length).toBeGreaterThan(20);
    for (const [task, questions] of Object.entries(byKind)) expect(questions?.length, task).toBeLessThanOrEqual(80);
  });

  it('gives each kind its share of a tier to within one question', () => {
    const exam = generateExam({ seed: 5, count: 2000 });
    for (const tier of ['easy', 'hard', 'long_tail', 'out_of_distribution'] as const) {
      const ofTier = exam.filter((question) => question.tier === tier);
      const total = examKinds.reduce((sum, { shares }) => sum + (shares[tier] ?? 0), 0);
      for (const { name, shares } of examKinds) {
        const expected = ((shares[tier] ?? 0) / total) * ofTier.length;
        expect(Math.abs(ofTier.filter(({ task }) => task === name).length - expected), `${name} ${tier}`).toBeLessThanOrEqual(1.5);
      }
    }
  });

  it('repeats no id, and a prompt only where a kind has no other', () => {
    const exam = generateExam({ seed: 3, count: 2000 });
    expect(new Set(exam.map(({ id }) => id)).size).toBe(2000);
    expect(new Set(exam.map(({ prompt }) => prompt)).size).toBeGreaterThan(1985);
  });

  it('refuses options out of range', () => {
    expect(() => generateExam({ seed: -1, count: 5 })).toThrow(/seed/);
    expect(() => generateExam({ seed: 1, count: 0 })).toThrow(/count/);
  });
});

describe('the answers', () => {
  let lengthOf: (text: string) => number;
  beforeAll(async () => {
    const tokenizer = await loadNanoTokenizer();
    lengthOf = (text) => tokenizer.encode(text).length + 1;
  });

  it.each([1, 2, 3])('have 40 to 150 tokens in at least a quarter of exam %i, and never more', (seed) => {
    const exam = generateExam({ seed, count: 400 });
    expect(Math.max(...exam.map(({ gold }) => lengthOf(gold)))).toBeLessThanOrEqual(150);
    expect(shareOf(exam, ({ gold }) => lengthOf(gold) >= 40)).toBeGreaterThanOrEqual(0.25);
    expect(shareOf(exam.filter(({ tier }) => tier === 'long_tail'), ({ gold }) => lengthOf(gold) >= 30)).toBeGreaterThan(0.2);
  });
});
