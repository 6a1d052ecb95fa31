// npm run bench:stats: do the statistics keep their promises? Every part uses the functions that the router and the command line
// use, over simulated worlds whose truth is known.
import { printResult } from '../report/print-result.ts';
import { falseAlarms } from './false-alarms.ts';
import { errorAlarms } from './error-alarms.ts';
import { readStatisticsOptions } from './options.ts';
import { ratioAlarms } from './ratio-alarms.ts';
import { replayCoverage } from './replay-coverage.ts';
import { skewDetection } from './skew-detection.ts';
import { unevenArms } from './uneven-arms.ts';

export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it must be; absent where it is told for information. */
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly [detail: string]: unknown;
}

const options = readStatisticsOptions();
let missed = 0;
for (const part of [falseAlarms, unevenArms, ratioAlarms, skewDetection, errorAlarms, replayCoverage]) {
  const startedAt = performance.now();
  for (const goal of part(options)) {
    const isMet = goal.value <= (goal.atMost ?? Infinity) && goal.value >= (goal.atLeast ?? -Infinity);
    if (!isMet) missed++;
    printResult({ ...goal, isMet });
  }
  printResult({ name: `${part.name}-took`, value: (performance.now() - startedAt) / 1000, unit: 's' });
}
process.exitCode = missed > 0 ? 1 : 0;
