// Asking the model whether its own answer is right: P(True) (Kadavath et al. 2022), for engines that show no logits of the answer.
import { fromLogOdds } from '../numerics/log-odds.ts';

/** σ(ℓ_True − ℓ_False). `probabilityTrue(1.2, -0.3)` → 0.8175744761936437 */
export function probabilityTrue(logitTrue: number, logitFalse: number): number {
  return fromLogOdds(logitTrue - logitFalse);
}

/** Put after the answer, in the same conversation. */
export const SELF_CHECK_QUESTION = 'Is the answer above correct? Reply with one word: Yes or No.';

/** `readVerdict(' Yes.')` → true; undefined where it is neither. */
export function readVerdict(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (word.startsWith('yes') || word.startsWith('true')) return true;
  return word.startsWith('no') || word.startsWith('false') ? false : undefined;
}
