// Answer signals as some version of Phirst recorded them: what was known from the first is there, what came later may be missing.
import type { AnswerSignals } from './answer-signals.ts';

/** What the second version of the features reads beside the first: older versions of Phirst recorded none of it. */
export const OF_VERSION_2 = ['secondLogProb', 'thirdLogProb', 'firstLogProb', 'unsureTokens', 'minMargin'] as const satisfies readonly (keyof AnswerSignals)[];

type OfVersion2 = (typeof OF_VERSION_2)[number];

export type RecordedSignals = Omit<AnswerSignals, OfVersion2> & { readonly [Field in OfVersion2]?: AnswerSignals[Field] | undefined };

/** `signalsVersion(accumulator.signals())` → 2: the newest version of the features that can be read from them */
export function signalsVersion(signals: RecordedSignals): 1 | 2 {
  return OF_VERSION_2.every((field) => signals[field] !== undefined) ? 2 : 1;
}

/** What nobody recorded is NaN: features made of it are, too, and the others mean what they mean. */
export function fillSignals(signals: RecordedSignals): AnswerSignals {
  if (signalsVersion(signals) === 2) return signals as AnswerSignals;
  const { secondLogProb = NaN, thirdLogProb = NaN, firstLogProb = NaN, unsureTokens = NaN, minMargin = NaN } = signals;
  return { ...signals, secondLogProb, thirdLogProb, firstLogProb, unsureTokens, minMargin };
}
