// What is promised holds: on questions the calibration has not seen, again and again with other labels, and with the watch on.
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import { resolvePromise } from '../../src/deferral/resolve-promise.ts';
import { riskCurve } from '../../src/deferral/risk-curve.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { benchPolicy } from './bench-policy.ts';
import type { GradedAnswer } from './grade-run.ts';

const RESAMPLES = 200;
/** Labels of one calibration. */
const LABELS = 1000;
/** Longer answers are long. */
const SHORT_TOKENS = 32;

const riskOf = ({ confidence }: GradedAnswer) => 1 - (confidence ?? 0);

export interface Resampled {
  /** Share of the calibrations under which at most so many of the evaluated queries are kept and wrong. */
  readonly held: number;
  readonly meanWrongKept: number;
  readonly meanKept: number;
}

/** As many calibrations as one might have drawn from `labelled`, each judged on all of `evaluated`. */
export function resamplePromise(labelled: readonly GradedAnswer[], evaluated: readonly GradedAnswer[], wrongKept: number): Resampled {
  const random = createSeededRandom(5);
  const risks = evaluated.map(riskOf);
  let [held, wrongSum, keptSum] = [0, 0, 0];
  for (let run = 0; run < RESAMPLES; run++) {
    const drawn = Array.from({ length: LABELS }, () => random.pick(labelled));
    const { keepBelow = -Infinity } = resolvePromise({ wrongKept }, riskCurve(drawn.map(riskOf), drawn.map(({ isRight }) => (isRight ? 1 : 0))));
    const kept = evaluated.filter((_, index) => (risks[index] as number) < keepBelow);
    const wrong = kept.filter(({ isRight }) => !isRight).length / evaluated.length;
    if (wrong <= wrongKept) held++;
    wrongSum += wrong;
    keptSum += kept.length / evaluated.length;
  }
  return { held: held / RESAMPLES, meanWrongKept: wrongSum / RESAMPLES, meanKept: keptSum / RESAMPLES };
}

/** At most this share handed up by the shipped calibration, midway as well; everything else as benchPolicy has it. */
export function watchedPolicy(shareHosted: number): Policy {
  const { watch } = loadDefaultPolicy();
  // Sure enough is nothing: the share is used up.
  const policy = benchPolicy(1);
  return { ...policy, watch: { ...watch, minimumTokens: 1 }, accept: { ...policy.accept, promise: { shareHosted } } };
}

/** Of the long answers that were handed up, the mean share that the device had written by then. */
export function spentOnLong(alone: readonly GradedAnswer[], watched: readonly GradedAnswer[]): { readonly share: number; readonly answers: number } {
  const shares = watched.flatMap(({ source, deviceTokens }, index) => {
    const whole = (alone[index] as GradedAnswer).outputTokens;
    return source === 'hosted' && deviceTokens !== null && whole > SHORT_TOKENS ? [Math.min(1, deviceTokens / whole)] : [];
  });
  return { share: shares.reduce((sum, share) => sum + share, 0) / shares.length, answers: shares.length };
}

/** The lower end of the 95 % interval of a share of right answers. */
export function lowerBound(answers: readonly GradedAnswer[]): number {
  return wilsonInterval(answers.filter(({ isRight }) => isRight).length, answers.length)[0];
}
