// The breaker: asked after every query, at the share of failures that is acceptable and at the one it looks for.
import { breakerShare, errorBreaker } from '../../src/stats/error-breaker.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { createDraws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const ACCEPTABLE = 0.02;
const FAILING = 0.05;
const RUNS = 20_000;
const QUERIES = 3000;
/** Four weeks that fail exactly as often as is acceptable. */
const MONTHS = 400;
const HOURS = 672;
const AN_HOUR = 200;
/** science.md's simulation of the same rule. */
const KNOWN_MEDIAN = 382;

export function errorAlarms({ seed }: StatisticsOptions): Goal[] {
  const healthy = alarms(seed + 2000, ACCEPTABLE, RUNS);
  const failing = alarms(seed + 3000, FAILING, RUNS / 4).sort((one, other) => one - other);
  const median = failing[Math.floor(failing.length / 2)] as number;
  const months = runMonths(seed + 6000);
  const [, atMost] = wilsonInterval(months, MONTHS);
  return [
    { name: 'breaker-false-alarms-of-a-month', value: months / MONTHS, unit: 'share', atMost: 0.001, acceptable: ACCEPTABLE, upper95: atMost, runs: MONTHS, hours: HOURS, queriesAnHour: AN_HOUR },
    { name: 'breaker-false-alarms', value: healthy.filter(Number.isFinite).length / RUNS, unit: 'share', atMost: 0.001, acceptable: ACCEPTABLE, runs: RUNS, queries: QUERIES },
    { name: 'breaker-detection-median', value: median, unit: 'queries', atLeast: KNOWN_MEDIAN * 0.9, atMost: KNOWN_MEDIAN * 1.1, failing: FAILING, runs: RUNS / 4 },
  ];
}

/** Months with an alarm: the count from the start and each hour's own are asked after every failure, as the router does. */
function runMonths(seed: number): number {
  let wrong = 0;
  for (let run = 0; run < MONTHS; run++) if (isMonthAlarmed(seed, run)) wrong++;
  return wrong;
}

function isMonthAlarmed(seed: number, run: number): boolean {
  const draws = createDraws(seed, run);
  let [everFailures, everQueries] = [0, 0];
  for (let hour = 1; hour <= HOURS; hour++) {
    let failures = 0;
    for (let queries = 1; queries <= AN_HOUR; queries++) {
      everQueries++;
      if (!draws.chance(ACCEPTABLE)) continue;
      failures++;
      everFailures++;
      const isAlarm = (count: { failures: number; queries: number }, number: number) => errorBreaker({ ...count, acceptable: ACCEPTABLE, share: breakerShare(number) }).isTripped;
      if (isAlarm({ failures, queries }, hour) || isAlarm({ failures: everFailures, queries: everQueries }, 0)) return true;
    }
  }
  return false;
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
