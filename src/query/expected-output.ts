// How long the answer will probably be, in tokens.
import type { Task } from './query-description.ts';
import type { TextScan } from './scan-state.ts';

/** Usual lengths; first-version priors, to be replaced by measured quantiles. */
const USUAL_TOKENS: Readonly<Record<Task, number>> = {
  classification: 12,
  extraction: 60,
  summary: 120,
  rewriting: 80,
  translation: 80,
  drafting: 250,
  support: 150,
  code: 200,
  arithmetic: 60,
  knowledge: 60,
  reasoning: 250,
  proof: 500,
  creative: 600,
  conversation: 60,
};

/** No model gives more at once; "in 10^400 words" is no number at all. */
const LONGEST_TOKENS = 1_000_000;

/** A length the user names goes before the task's usual one; rewriting and translating give back about what they got. */
export function expectedOutputTokens(task: Task, request: TextScan): number {
  if (request.namedLengthTokens !== undefined) return Math.min(request.namedLengthTokens, LONGEST_TOKENS);
  const usual = USUAL_TOKENS[task];
  return task === 'rewriting' || task === 'translation' ? Math.max(usual, request.tokens) : usual;
}
