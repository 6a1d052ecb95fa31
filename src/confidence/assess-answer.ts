// One answer of the device judged while it is written and at its end, by what was fitted for what runs here.
import type { Calibration } from '../calibration/calibration.ts';
import { whyNotCalibrated, type RunningModel } from '../calibration/calibration-key.ts';
import { resolvePromise, type DeferralPromise, type ResolvedPromise } from '../deferral/resolve-promise.ts';
import { answerConfidence, type Confidence } from './confidence.ts';
import { rawScore } from './raw-score.ts';
import type { AnswerSignals } from './answer-signals.ts';
import { createSignalAccumulator } from './signal-accumulator.ts';
import type { TokenSignal } from './token-signal.ts';
import { watchEvidence } from './watch-evidence.ts';

export interface Assessment {
  /** @param isWatched whether anybody still asks for the risk midway */
  add(signal: TokenSignal, isWatched: boolean): void;
  /** Undefined for an engine that can't see logits. */
  confidence(isCut: boolean): Confidence | undefined;
  /** P(wrong) midway, as fitted; undefined where no watch was fitted. */
  riskMidway(): number | undefined;
  signals(): AnswerSignals;
  /** The score that needs no label. */
  score(): number;
}

export interface Assessor {
  /** Id of the calibration that is used, or why none is. */
  readonly calibration: string | undefined;
  readonly uncalibratedBecause: string | undefined;
  start(): Assessment;
  /** Undefined where nothing is promised. */
  resolve(promise: DeferralPromise | undefined, hostedCostMicroUsd: number | undefined): ResolvedPromise | undefined;
}

/** @param calibration as it came with the model or from the app; used only where it fits */
export function createAssessor(calibration: Calibration | undefined, running: RunningModel): Assessor {
  const uncalibratedBecause = whyNotCalibrated(calibration, running);
  const fitted = uncalibratedBecause === undefined ? calibration : undefined;
  return {
    calibration: fitted?.id,
    uncalibratedBecause,
    resolve: (promise, hostedCostMicroUsd) => promise && resolvePromise(promise, fitted?.curve, hostedCostMicroUsd),
    start() {
      const accumulator = createSignalAccumulator();
      const evidence = fitted?.watch && watchEvidence(fitted.watch);
      let tokens = 0;
      let risk: number | undefined;
      return {
        add(signal, isWatched) {
          accumulator.add(signal);
          tokens++;
          if (evidence && isWatched) risk = evidence.add(accumulator.signals());
        },
        confidence: (isCut) => (tokens === 0 ? undefined : answerConfidence(accumulator.signals(), fitted, isCut)),
        riskMidway: () => risk,
        signals: () => accumulator.signals(),
        score: () => rawScore(accumulator.signals()),
      };
    },
  };
}
