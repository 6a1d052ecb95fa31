// A promise, and why it is refused, as a person reads it.
import type { DeferralPromise, ResolvedPromise } from '../../src/deferral/resolve-promise.ts';
import { percent } from '../format/numbers.ts';

/** `shareWords(0.00001)` → '0.001 %': what is promised keeps its digits. */
const shareWords = (share: number) => `${Number((100 * share).toPrecision(6))} %`;

/** `promiseWords({ wrongKept: 0.05 })` → 'at most 5 % of all kept and wrong' */
export function promiseWords(promise: DeferralPromise): string {
  if ('wrongKept' in promise) return `at most ${shareWords(promise.wrongKept)} of all kept and wrong${surety(promise)}`;
  if ('worseThanHosted' in promise) return `at most ${shareWords(promise.worseThanHosted)} of all kept and worse than hosted${surety(promise)}`;
  if ('wrongAmongKept' in promise) return `at most ${shareWords(promise.wrongAmongKept)} of the kept ones wrong${surety(promise)}`;
  if ('shareHosted' in promise) return `at most ${shareWords(promise.shareHosted)} handed up`;
  return `at most $${promise.costPerThousandMicroUsd / 1e6} for 1,000 queries`;
}

const surety = ({ confidence }: { readonly confidence?: number | undefined }) => (confidence === undefined ? '' : `, ${percent(confidence)} sure`);

/** Why it can't be promised, and what would help. */
export function refusalWords({ refused, labelsNeeded }: Pick<ResolvedPromise, 'refused' | 'labelsNeeded'>): string {
  switch (refused) {
    case 'labels':
      return `the labels can’t carry it; it takes about ${labelsNeeded ?? 'more'} beside those that are fitted on, twice as many in all`;
    case 'risk':
      return 'on these labels more are wrong even of the surest quarter, or of as many as it takes to tell';
    case 'price':
      return 'what a hosted answer costs isn’t known (--hosted-cost)';
    default:
      return 'no labels were fitted';
  }
}
