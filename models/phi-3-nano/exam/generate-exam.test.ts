import { describe, expect, it } from 'vitest';
import { drawExamQuestion } from './draw-exam-question.ts';
import { examTasks } from './exam-tasks.ts';
import { generateExam } from './generate-exam.ts';
import { createSeededRandom } from './seeded-random.ts';

describe('generateExam', () => {
  it('asks the same exam for the same seed and another for another', () => {
    const exam = generateExam({ seed: 7, count: 300 });
    const other = generateExam({ seed: 8, count: 300 });
    expect(generateExam({ seed: 7, count: 300 })).toEqual(exam);
    expect(other.map(({ prompt }) => prompt)).not.toEqual(exam.map(({ prompt }) => prompt));
  });

  it('begins a longer exam with the shorter one', () => {
    const exam = generateExam({ seed: 7, count: 300 });
    expect(exam.slice(0, 120)).toEqual(generateExam({ seed: 7, count: 120 }));
  });

  it('repeats no prompt but greetings and calendar questions, and no id', () => {
    const exam = generateExam({ seed: 3, count: 1600 });
    const prompts = exam
      .filter(({ task }) => task !== 'greet' && task !== 'next')
      .map(({ prompt }) => prompt);
    expect(new Set(prompts).size).toBe(prompts.length);
    expect(new Set(exam.map(({ id }) => id)).size).toBe(1600);
  });

  it('gives every task its weight over 20,000 draws, within four standard errors', () => {
    const random = createSeededRandom(11);
    const draws = 20_000;
    const drawn = Array.from({ length: draws }, () => drawExamQuestion(random).task);
    const allWeights = examTasks.reduce((sum, { evalWeight }) => sum + evalWeight, 0);
    expect(allWeights).toBe(32);
    for (const { name, evalWeight } of examTasks) {
      const expected = evalWeight / allWeights;
      const share = drawn.filter((task) => task === name).length / draws;
      const standardError = Math.sqrt((expected * (1 - expected)) / draws);
      expect(Math.abs(share - expected), name).toBeLessThan(4 * standardError);
    }
  });

  it('asks mul2 about two-digit factors and rare words in the shares of the model card', () => {
    const random = createSeededRandom(12);
    const questions = Array.from({ length: 20_000 }, () => drawExamQuestion(random));
    const shareOf = (task: string, isCounted: (prompt: string, tier: string) => boolean) => {
      const ofTask = questions.filter((question) => question.task === task);
      return ofTask.filter(({ prompt, tier }) => isCounted(prompt, tier)).length / ofTask.length;
    };
    // Of the 97 second factors from 3 to 99, 90 have two digits: 0.3 * 90 / 97 = 0.278.
    expect(shareOf('mul2', (prompt) => /\d\d\D+\d\d/.test(prompt))).toBeCloseTo(0.278, 1);
    expect(shareOf('reverse', (_, tier) => tier === 'hard')).toBeCloseTo(0.25, 1);
    expect(shareOf('json', (_, tier) => tier === 'hard')).toBeCloseTo(0.35, 1);
    expect(shareOf('sentiment', (_, tier) => tier === 'hard')).toBeCloseTo(0.3, 1);
    expect(shareOf('capital', (_, tier) => tier === 'long_tail')).toBeCloseTo(0.25, 1);
  });

  it('puts out-of-distribution questions last, each once', () => {
    const exam = generateExam({ seed: 5, count: 200, outOfDistributionShare: 0.1 });
    const tail = exam.slice(180);
    expect(exam).toHaveLength(200);
    expect(exam.slice(0, 180).every(({ tier }) => tier !== 'out_of_distribution')).toBe(true);
    expect(tail.every(({ tier }) => tier === 'out_of_distribution')).toBe(true);
    expect(new Set(tail.map(({ prompt }) => prompt)).size).toBe(20);
  });

  it('refuses options out of range', () => {
    expect(() => generateExam({ seed: -1, count: 5 })).toThrow(/seed/);
    expect(() => generateExam({ seed: 1, count: 0 })).toThrow(/count/);
    expect(() => generateExam({ seed: 1, count: 9, outOfDistributionShare: 2 })).toThrow(/share/);
    expect(() => generateExam({ seed: 1, count: 250, outOfDistributionShare: 0.1 })).toThrow(/24/);
  });
});
