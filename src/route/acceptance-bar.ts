// How sure the device has to be: by the policy's promise, by its prices, or by a fixed confidence.
import { priceThreshold } from '../deferral/price.ts';
import type { DeferralPromise, ResolvedPromise } from '../deferral/resolve-promise.ts';
import { settle } from '../numerics/settle.ts';
import type { Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';

/** What the policy's promise came to with the calibration at hand; told with the promise it is of. */
export interface PromiseInForce extends ResolvedPromise {
  readonly of: Partial<Record<PromiseField, number | undefined>>;
}

type FieldOf<Each> = Each extends unknown ? keyof Each : never;
type PromiseField = FieldOf<DeferralPromise>;

/** Handing everything up keeps a promise about wrong answers; one about hand-ups it would break. */
const IS_ABOUT_WRONG: Readonly<Record<Exclude<PromiseField, 'confidence'>, boolean>> = { wrongKept: true, worseThanHosted: true, wrongAmongKept: true, shareHosted: false, costPerThousandMicroUsd: false };
const KINDS = Object.keys(IS_ABOUT_WRONG) as (keyof typeof IS_ABOUT_WRONG)[];

export interface BarInput {
  readonly policy: Pick<Policy, 'accept' | 'worth'>;
  readonly description: Pick<QueryDescription, 'sensitivity'>;
  readonly isCalibrated: boolean;
  /** Length of the answer. */
  readonly tokens: number;
  readonly promise?: PromiseInForce | undefined;
  readonly hostedCostMicroUsd?: number | undefined;
  readonly hostedTotalMs?: number | undefined;
  readonly hostedQuality?: number | undefined;
}

export interface AcceptanceBar {
  /** For display: `isReached` decides, to nine decimals. */
  readonly requiredConfidence: number;
  /** The policy promises something about wrong answers that the labels at hand can't carry: nothing is sure enough. */
  readonly isRefused: boolean;
  isReached(confidence: number): boolean;
}

/** `acceptanceBar({ policy, … }).isReached(0.93)` */
export function acceptanceBar(input: BarInput): AcceptanceBar {
  const { policy, description, isCalibrated, promise } = input;
  const { sensitive, promise: promised } = policy.accept;
  const subject = description.sensitivity === 'none' ? 0 : (sensitive?.[description.sensitivity] ?? 0);
  const isOfPolicy = promised !== undefined && promise !== undefined && isSamePromise(promised, promise.of);
  if (isOfPolicy && promise.keepBelow !== undefined) {
    const { keepBelow } = promise;
    // Who promises to hand up at most so many doesn't ask for as many: a sure answer stays, whatever is left of the share.
    const enough = isAboutWrong(promised) ? Infinity : fixedConfidence(input);
    // What no label was fitted for is certain to be wrong on the promise's curve, so it is here: a raw score is no probability.
    const riskOf = (confidence: number) => (isCalibrated ? settle(1 - confidence) : 1);
    const least = isCalibrated || keepBelow > 1 ? 1 - keepBelow : 1;
    return {
      requiredConfidence: clamp(Math.max(Math.min(least, enough), subject)),
      isRefused: false,
      isReached: (confidence) => (riskOf(confidence) < keepBelow || settle(confidence) >= settle(enough)) && settle(confidence) >= subject,
    };
  }
  if (promised && isAboutWrong(promised)) return { requiredConfidence: 1, isRefused: true, isReached: () => false };
  const required = Math.max(fixedConfidence(input), subject);
  // Whoever asks for certainty wants nothing kept: an answer among labels that were all right may be told as 1.
  return { requiredConfidence: clamp(required), isRefused: false, isReached: (confidence) => settle(required) < 1 && settle(confidence) >= settle(required) };
}

function fixedConfidence({ policy: { accept, worth }, isCalibrated, tokens, hostedCostMicroUsd = 0, hostedTotalMs = 0, hostedQuality = 1 }: BarInput): number {
  const { byWorth, longAnswers } = accept;
  if (byWorth && worth && isCalibrated) {
    const { rightAnswerMicroUsd, secondMicroUsd } = worth;
    return 1 - priceThreshold({ rightAnswerMicroUsd, secondMicroUsd, hostedCostMicroUsd, hostedError: 1 - hostedQuality, extraSeconds: hostedTotalMs / 1000 });
  }
  // A calibrated confidence means the same at any length.
  return longAnswers && !isCalibrated && tokens >= longAnswers.fromTokens ? longAnswers.minimumConfidence : accept.minimumConfidence;
}

function isAboutWrong(promise: DeferralPromise): boolean {
  return KINDS.some((kind) => kind in promise && IS_ABOUT_WRONG[kind]);
}

/** A decision may be made again under another policy, whose promise this calibration was never asked for. */
function isSamePromise(one: DeferralPromise, other: PromiseInForce['of']): boolean {
  const fields = one as PromiseInForce['of'];
  return KINDS.every((kind) => fields[kind] === other[kind]) && fields.confidence === other.confidence;
}

function clamp(confidence: number): number {
  return Math.min(1, Math.max(0, confidence));
}
