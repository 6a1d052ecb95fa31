// What is promised holds: on questions the calibration has not seen, again and again with other labels, and with the watch on.
import { createSeededRandom, type SeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import { resolvePromise } from '../../src/deferral/resolve-promise.ts';
import { riskCurve } from '../../src/deferral/risk-curve.ts';
import { settle } from '../../src/numerics/settle.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { benchPolicy } from './bench-policy.ts';
import type { GradedAnswer } from './grade-run.ts';

const RESAMPLES = 200;
/** Labels of one calibration. */
const LABELS = 1000;
/** Longer answers are long. */
const SHORT_TOKENS = 32;

/** To nine decimals, as the decision takes it. */
const riskOf = ({ confidence }: GradedAnswer) => settle(1 - (confidence ?? 0));

export interface Resampled {
  /** Share of the calibrations under which at most so many of the judged queries are kept and wrong. */
  readonly held: number;
  readonly meanWrongKept: number;
  readonly meanKept: number;
}

/**
 * As many calibrations as one might have had: each of a thousand labels from half of the exams (rounded down), each half in
 * turn, and each judged on all exams that it has no label of. No label comes twice where there are labels enough.
 *
 * @param exams the device's answers, one list for each seed; at least two
 */
export function resamplePromise(exams: readonly (readonly GradedAnswer[])[], wrongKept: number, resamples = RESAMPLES): Resampled {
  const random = createSeededRandom(5);
  const halves = choicesOf(exams.length, Math.max(1, Math.floor(exams.length / 2)));
  let [held, wrongSum, keptSum] = [0, 0, 0];
  for (let run = 0; run < resamples; run++) {
    const half = halves[run % halves.length] as readonly number[];
    const drawn = draw(random, exams.filter((_, index) => half.includes(index)).flat());
    const judged = exams.filter((_, index) => !half.includes(index)).flat();
    const { keepBelow = -Infinity } = resolvePromise({ wrongKept }, riskCurve(drawn.map(riskOf), drawn.map(({ isRight }) => (isRight ? 1 : 0))));
    const kept = judged.filter((answer) => riskOf(answer) < keepBelow);
    const wrong = kept.filter(({ isRight }) => !isRight).length / judged.length;
    if (wrong <= wrongKept) held++;
    wrongSum += wrong;
    keptSum += kept.length / judged.length;
  }
  return { held: held / resamples, meanWrongKept: wrongSum / resamples, meanKept: keptSum / resamples };
}

/** All choices of `size` among the numbers below `count`: `choicesOf(3, 2)` → [[0, 1], [0, 2], [1, 2]] */
export function choicesOf(count: number, size: number, from = 0): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return Array.from({ length: Math.max(0, count - from) }, (_, offset) => from + offset).flatMap((first) => choicesOf(count, size - 1, first + 1).map((rest) => [first, ...rest]));
}

function draw(random: SeededRandom, labelled: readonly GradedAnswer[]): readonly GradedAnswer[] {
  if (labelled.length <= LABELS) return Array.from({ length: LABELS }, () => random.pick(labelled));
  const left = [...labelled];
  return Array.from({ length: LABELS }, (_, index) => {
    const other = random.integer(index, left.length);
    [left[index], left[other]] = [left[other] as GradedAnswer, left[index] as GradedAnswer];
    return left[index];
  });
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
