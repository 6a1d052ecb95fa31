import { expect, it } from 'vitest';
import { generateExam } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { solveExamQuestion } from '../../models/phi-3-nano/exam/solve-exam-question.ts';
import { writeWrongAnswer } from './write-wrong-answer.ts';

it('is never right, never empty and always the same, for every question of an exam', () => {
  for (const { prompt, gold } of generateExam({ seed: 1, count: 2000 })) {
    const solved = solveExamQuestion(prompt)!;
    const wrong = writeWrongAnswer(prompt, solved);
    expect(wrong.trim(), prompt).not.toBe(gold);
    expect(wrong.trim(), prompt).not.toBe('');
    expect(writeWrongAnswer(prompt, solved)).toBe(wrong);
  }
});
