// The breaker: asked after every query, at the share of failures that is acceptable and at the one it looks for.
import { errorBreaker } from '../../src/stats/error-breaker.ts';
import { createDraws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const ACCEPTABLE = 0.02;
const FAILING = 0.05;
const RUNS = 20_000;
const QUERIES = 3000;
/** science.md's simulation of the same rule. */
const KNOWN_MEDIAN = 382;

export function errorAlarms({ seed }: StatisticsOptions): Goal[] {
  const healthy = alarms(seed + 2000, ACCEPTABLE, RUNS);
  const failing = alarms(seed + 3000, FAILING, RUNS / 4).sort((one, other) => one - other);
  const median = failing[Math.floor(failing.length / 2)] as number;
  return [
    { name: 'breaker-false-alarms', value: healthy.filter(Number.isFinite).length / RUNS, unit: 'share', atMost: 0.001, acceptable: ACCEPTABLE, runs: RUNS, queries: QUERIES },
    { name: 'breaker-detection-median', value: median, unit: 'queries', atLeast: KNOWN_MEDIAN * 0.9, atMost: KNOWN_MEDIAN * 1.1, failing: FAILING, runs: RUNS / 4 },
  ];
}

/** For each run, the query at which it trips. */
function alarms(seed: number, share: number, runs: number): number[] {
  return Array.from({ length: runs }, (_, run) => {
    const draws = createDraws(seed, run);
    let failures = 0;
    for (let queries = 1; queries <= QUERIES; queries++) {
      if (!draws.chance(share)) continue;
      failures++;
      // Evidence rises with a failure alone.
      if (errorBreaker({ failures, queries, acceptable: ACCEPTABLE }).isTripped) return queries;
    }
    return Infinity;
  });
}
