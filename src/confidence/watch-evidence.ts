// How bad an unfinished answer looks, as one number that only ever rises: the promise's threshold is then the watch's as well,
// and what handing up midway does to the share of wrong answers is in the very curve that the promise was fitted on.
import type { FittedWatch } from '../calibration/calibration.ts';
import { mapScore } from '../calibration/map-score.ts';
import { fromLogOdds, logOdds } from '../numerics/log-odds.ts';
import { FEATURES, readFeatures } from './answer-features.ts';
import { weigh } from './confidence.ts';
import type { AnswerSignals } from './answer-signals.ts';

export interface WatchEvidence {
  /** @returns the risk so far: it falls short of the answer's own by the fitted shift, and rests on several tokens in a row */
  add(signals: AnswerSignals): number;
}

/**
 * Risk at a token = P(wrong | prefix), as fitted. Hysteresis in both directions: evidence has to last for `patience` tokens,
 * and counts `shift` nats of log-odds less than the same risk at the end.
 *
 * @example const evidence = watchEvidence(calibration.watch); evidence.add(accumulator.signals()) // 0.02
 */
export function watchEvidence(watch: FittedWatch): WatchEvidence {
  const features = new Float64Array(FEATURES.length);
  const recent = new Float64Array(watch.patience);
  let tokens = 0;
  let worst = -Infinity;
  return {
    add(signals) {
      recent[tokens % watch.patience] = prefixRisk(watch, readFeatures(signals, false, features));
      tokens++;
      if (tokens >= watch.patience) {
        let lasting = Infinity;
        for (const risk of recent) lasting = risk < lasting ? risk : lasting;
        if (lasting > worst) worst = lasting;
      }
      return shiftRisk(worst, watch.shift);
    },
  };
}

/** P(the finished answer will be wrong | so far); 1 where a token could not be read. */
export function prefixRisk(watch: Pick<FittedWatch, 'scorer' | 'map'>, features: ArrayLike<number>): number {
  const right = mapScore(watch.map, weigh(watch.scorer, features));
  return right >= 0 && right <= 1 ? 1 - right : 1;
}

/** `shiftRisk(0.5, 2)` → 0.119…: the same evidence, 2 nats weaker. Nothing known yet is no risk. */
export function shiftRisk(risk: number, shift: number): number {
  return risk === -Infinity ? 0 : fromLogOdds(logOdds(risk) - shift);
}
