// A fault that loses units of one variant until 49 % are left of what should be half: how many units until it is noticed?
import { checkSampleRatio } from '../../src/stats/sample-ratio.ts';
import { createDraws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const RUNS = 200;
const LOOK_EVERY = 500;
const UNITS = 300_000;

export function skewDetection({ seed }: StatisticsOptions): Goal[] {
  const noticedAt = Array.from({ length: RUNS }, (_, run) => unitsUntilNoticed(seed, run)).sort((one, other) => one - other);
  const noticed = noticedAt.filter(Number.isFinite).length;
  return [
    { name: 'sample-ratio-skew-found', value: noticed / RUNS, unit: 'share', atLeast: 0.99, skewPoints: 1, runs: RUNS, units: UNITS },
    { name: 'sample-ratio-skew-found-median', value: noticedAt[RUNS / 2] as number, unit: 'units', skewPoints: 1, runs: RUNS },
  ];
}

function unitsUntilNoticed(seed: number, run: number): number {
  const draws = createDraws(seed + 1000, run);
  const counts: [number, number] = [0, 0];
  for (let unit = 1; unit <= UNITS; unit++) {
    counts[draws.chance(0.49) ? 1 : 0]++;
    if (unit % LOOK_EVERY === 0 && checkSampleRatio(counts, [0.5, 0.5]).isMismatch) return unit;
  }
  return Infinity;
}
