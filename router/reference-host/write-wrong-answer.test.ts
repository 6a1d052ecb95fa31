import { expect, it } from 'vitest';
import { drawExamQuestion } from '../../models/phi-3-nano/exam/draw-exam-question.ts';
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import { solveExamQuestion } from '../../models/phi-3-nano/exam/solve-exam-question.ts';
import { writeWrongAnswer } from './write-wrong-answer.ts';

it('is never right, never empty and always the same, for every question of an exam', () => {
  const random = createSeededRandom(1);
  for (let drawn = 0; drawn < 2000; drawn++) {
    const { prompt, gold } = drawExamQuestion(random);
    const solved = solveExamQuestion(prompt)!;
    const wrong = writeWrongAnswer(prompt, solved);
    expect(wrong.trim(), prompt).not.toBe(gold);
    expect(wrong.trim(), prompt).not.toBe('');
    expect(writeWrongAnswer(prompt, solved)).toBe(wrong);
  }
});
