import { describe, expect, it } from 'vitest';
import { gradeAnswer } from './grade-answer.ts';

describe('gradeAnswer', () => {
  it('forgives surrounding whitespace', () => {
    expect(gradeAnswer(' Lima is the capital.\n', 'Lima is the capital.')).toBe(true);
  });

  it.each(['lima', 'Lima.', 'Lima Lima', ''])('does not take %j for "Lima"', (answer) => {
    expect(gradeAnswer(answer, 'Lima')).toBe(false);
  });
});
