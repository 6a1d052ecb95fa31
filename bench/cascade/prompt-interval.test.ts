import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { effectiveQuestions, intervalOverPrompts } from './prompt-interval.ts';

const distinct = (right: number, wrong: number) => [...Array(right + wrong).keys()].map((index) => ({ prompt: `p${index}`, isRight: index < right }));

describe('an interval over distinct prompts', () => {
  it('is Wilson’s where every question is another', () => {
    const [low, high] = intervalOverPrompts(distinct(95, 5));
    const [expectedLow, expectedHigh] = wilsonInterval(95, 100);
    expect(low).toBeCloseTo(expectedLow, 9);
    expect(high).toBeCloseTo(expectedHigh, 9);
  });

  it('counts a question that came five times once', () => {
    const five = Array.from({ length: 5 }, () => distinct(95, 5)).flat();
    expect(effectiveQuestions(five)).toBeCloseTo(100, 9);
    expect(intervalOverPrompts(five)[0]).toBeCloseTo(wilsonInterval(95, 100)[0], 9);
  });

  it('does so where all are right as well', () => {
    expect(effectiveQuestions([...distinct(100, 0), ...distinct(100, 0)])).toBeCloseTo(100, 9);
  });

  it('is wider where what repeats is what is wrong', () => {
    const apart = distinct(190, 10);
    const together = apart.map((answer) => (answer.isRight ? answer : { ...answer, prompt: 'the same' }));
    expect(effectiveQuestions(together)).toBeLessThan(effectiveQuestions(apart) / 5);
    expect(intervalOverPrompts(together)[0]).toBeLessThan(intervalOverPrompts(apart)[0]);
  });

  it('knows nothing of no answers', () => {
    expect(intervalOverPrompts([])).toEqual([0, 1]);
  });
});
