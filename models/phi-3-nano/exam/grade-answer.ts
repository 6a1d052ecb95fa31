/**
 * Tells whether a model's answer is right: the same text as the gold answer, once surrounding
 * whitespace is gone. Nothing else is forgiven, so the figures of the model card hold exactly.
 *
 * @example gradeAnswer(' 46\n', '46') // true
 */
export function gradeAnswer(answer: string, gold: string): boolean {
  return answer.trim() === gold;
}
