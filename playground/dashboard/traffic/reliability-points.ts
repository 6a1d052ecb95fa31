import type { TrafficReport } from '../../../src/wire/admin-api.ts';
import { shareInterval, type Interval } from './share-interval.ts';

export interface ReliabilityPoint {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly confidence: number;
  /** Share of the audited answers with which the hosted model agreed. */
  readonly agreed: Interval;
}

/** Bins that hold something. */
export function reliabilityPoints(bins: TrafficReport['reliability']): readonly ReliabilityPoint[] {
  return bins.flatMap(({ from, to, count, meanConfidence, agreed }) => {
    const interval = shareInterval(agreed, count);
    return interval === null ? [] : [{ from, to, count, confidence: meanConfidence, agreed: interval }];
  });
}

/**
 * How far apart confidence and agreement are on average, weighed by how many: expected calibration error. Null below a number
 * at which it would be noise.
 */
export function calibrationError(points: readonly ReliabilityPoint[]): number | null {
  const count = points.reduce((sum, point) => sum + point.count, 0);
  if (count < 100) return null;
  return points.reduce((sum, point) => sum + (point.count / count) * Math.abs(point.confidence - point.agreed.value), 0);
}
