// Alarms of the sample ratio where nothing is missing. One in a thousand can't be told from 2,000 runs: these are ten times as
// many and draw nothing but the variant.
import { checkSampleRatio } from '../../src/stats/sample-ratio.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { createDraws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const RUNS_FOR_EACH = 10;
const UNITS = 5000;
const LOOK_EVERY = 50;

export function ratioAlarms({ seed, runs: fewerRuns }: StatisticsOptions): Goal[] {
  const runs = fewerRuns * RUNS_FOR_EACH;
  let wrong = 0;
  for (let run = 0; run < runs; run++) if (isAlarmed(seed, run)) wrong++;
  const [low, high] = wilsonInterval(wrong, runs);
  return [{ name: 'sample-ratio-false-alarms', value: wrong / runs, unit: 'share', atMost: 0.001, low, high, runs, units: UNITS, looks: UNITS / LOOK_EVERY }];
}

function isAlarmed(seed: number, run: number): boolean {
  const draws = createDraws(seed + 3000, run);
  const counts: [number, number] = [0, 0];
  for (let unit = 1; unit <= UNITS; unit++) {
    counts[draws.chance(0.5) ? 1 : 0]++;
    if (unit % LOOK_EVERY === 0 && checkSampleRatio(counts, [0.5, 0.5]).isMismatch) return true;
  }
  return false;
}
