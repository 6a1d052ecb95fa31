// What the gain model knows of a question beside its words: counts of its text, its description, and how some of them
// work together. The order is part of the artefact's feature version.
import { ln } from '../numerics/ln.ts';
import { LANGUAGE_TIERS, SENSITIVITIES, TASKS, type QueryDescription } from '../query/query-description.ts';

/** Made by the reader (gain-reader.ts), in this order. */
export const COUNTS = [
  'length',
  'words',
  'word length',
  'long words',
  'share of long words',
  'share of capitals',
  'numbers',
  'share of digits',
  'share of marks',
  'share of foreign signs',
  'lines',
  'options',
  'words an option',
  'words before the options',
  'blanks',
  'sentences',
  'words a sentence',
  'questions',
  'commas a word',
  'share of TeX',
  'share of brackets',
  'share of operators',
  'share of distinct words',
] as const;

const DESCRIBED = [
  'code',
  'maths',
  'question',
  'knowledge demand',
  'fresh facts',
  'context',
  'answer length',
  'turns',
  ...TASKS.map((task) => `task ${task}`),
  ...SENSITIVITIES.map((each) => `sensitivity ${each}`),
  ...LANGUAGE_TIERS.map((tier) => `language ${tier}`),
];

/** The kinds of question in which the counts mean different things: a long list of options is none of a long proof. */
export const KINDS = ['options', 'formulas', 'code', 'maths', 'plain'] as const;
const OPTIONS_AT = COUNTS.indexOf('options');
const TEX_AT = COUNTS.indexOf('share of TeX');

/** The kind's place among them. */
export function kindOf(counts: ArrayLike<number>, { hasCode, hasMaths }: Pick<QueryDescription, 'hasCode' | 'hasMaths'>): number {
  if (counts[OPTIONS_AT]! >= 2) return 0;
  if (hasCode) return counts[TEX_AT]! > 0 ? 1 : 2;
  return hasMaths ? 3 : 4;
}

/** Names of all dense features. */
export const DENSE: readonly string[] = [...COUNTS, ...DESCRIBED, ...KINDS.flatMap((kind) => ['itself', ...COUNTS].map((name) => `${kind}: ${name}`))];

/** Fills `dense` (of `DENSE.length`) from the reader's counts and the description. */
export function fillDense(dense: Float64Array, counts: Float64Array, description: QueryDescription): void {
  // Most columns stay 0.
  dense.fill(0);
  dense.set(counts);
  let at = counts.length;
  dense[at++] = description.hasCode ? 1 : 0;
  dense[at++] = description.hasMaths ? 1 : 0;
  dense[at++] = description.isQuestion ? 1 : 0;
  dense[at++] = description.knowledgeDemand;
  dense[at++] = description.needsFreshFacts ? 1 : 0;
  dense[at++] = ln(1 + description.contextTokens);
  dense[at++] = ln(1 + description.expectedOutputTokens);
  dense[at++] = ln(1 + description.turns);
  dense[at + TASKS.indexOf(description.task)] = 1;
  at += TASKS.length;
  dense[at + SENSITIVITIES.indexOf(description.sensitivity)] = 1;
  at += SENSITIVITIES.length;
  dense[at + LANGUAGE_TIERS.indexOf(description.languageTier)] = 1;
  at += LANGUAGE_TIERS.length;
  const ofKind = at + kindOf(counts, description) * (1 + counts.length);
  dense[ofKind] = 1;
  dense.set(counts, ofKind + 1);
}
