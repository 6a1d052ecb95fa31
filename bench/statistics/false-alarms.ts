// A/A experiments: two equal variants, assigned by the router's own hash, looked at after every batch. Whatever is found is wrong.
import { compareVariants } from '../../src/experiment/compare-variants.ts';
import { variantOf } from '../../src/experiment/assign-unit.ts';
import type { RunningExperiment } from '../../src/experiment/deployment.ts';
import type { VariantMeasurement } from '../../src/experiment/verdict.ts';
import { addValue, NO_VALUES, type MeanAccumulator } from '../../src/stats/mean-accumulator.ts';
import { checkSampleRatio } from '../../src/stats/sample-ratio.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { createDraws, type Draws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const UNITS = 5000;
const BATCH = 50;
const RULES = { alpha: 0.05, tightestAtUnits: 2500, minimumUnits: 200 };

/** A rare event, an even one, and money: a few spend most. */
const METRICS: Readonly<Record<string, (draws: Draws) => number>> = {
  rare: (draws) => (draws.chance(0.05) ? 1 : 0),
  even: (draws) => (draws.chance(0.5) ? 1 : 0),
  skewed: (draws) => Math.min(40, Math.exp(draws.normal())),
};

const RANGES = [
  { name: 'rare', range: [0, 1] },
  { name: 'even', range: [0, 1] },
  { name: 'skewed', range: [0, 40] },
] as const;

export function falseAlarms({ seed, runs }: StatisticsOptions): Goal[] {
  const wrong: Record<string, number> = Object.fromEntries(Object.keys(METRICS).map((name) => [name, 0]));
  let wrongRatios = 0;
  for (let run = 0; run < runs; run++) {
    const found = oneRun(seed, run);
    for (const name of found.metrics) wrong[name]!++;
    if (found.isRatioWrong) wrongRatios++;
  }
  const shared = { unit: 'share', runs, units: UNITS, looks: (UNITS - RULES.minimumUnits) / BATCH + 1 };
  const intervals = Object.entries(wrong).flatMap(([name, count]): Goal[] => {
    const [, high] = wilsonInterval(count, runs);
    return [
      { name: `false-alarms-${name}`, value: count / runs, atMost: 0.05, ...shared },
      { name: `false-alarms-${name}-upper-95`, value: high, atMost: 0.06, ...shared },
    ];
  });
  return [...intervals, { name: 'sample-ratio-false-alarms-by-the-router’s-hash', value: wrongRatios / runs, ...shared }];
}

function oneRun(seed: number, run: number): { readonly metrics: ReadonlySet<string>; readonly isRatioWrong: boolean } {
  const draws = createDraws(seed, run);
  const experiment = equalHalves(`aa-${seed}-${run}`);
  const sums = Object.keys(METRICS).map((): [MeanAccumulator, MeanAccumulator] => [NO_VALUES, NO_VALUES]);
  const counts: [number, number] = [0, 0];
  const metrics = new Set<string>();
  let isRatioWrong = false;
  for (let unit = 1; unit <= UNITS; unit++) {
    const variant = variantOf(experiment, `unit-${unit}`) as 0 | 1;
    counts[variant]++;
    Object.values(METRICS).forEach((draw, index) => (sums[index]![variant] = addValue(sums[index]![variant], draw(draws))));
    if (unit < RULES.minimumUnits || unit % BATCH !== 0) continue;
    for (const { metric, effect } of compareVariants(measured(counts, sums), RULES, RANGES)) {
      if (effect && (effect.low > 0 || effect.high < 0)) metrics.add(metric);
    }
    isRatioWrong ||= checkSampleRatio(counts, [0.5, 0.5]).isMismatch;
  }
  return { metrics, isRatioWrong };
}

function measured(counts: readonly number[], sums: readonly (readonly [MeanAccumulator, MeanAccumulator])[]): VariantMeasurement[] {
  return ['a', 'b'].map((variant, arm) => ({
    variant,
    exposedUnits: counts[arm]!,
    metrics: Object.fromEntries(Object.keys(METRICS).map((name, index) => [name, { all: sums[index]![arm]!, triggered: NO_VALUES, byDeviceClass: {} }])),
  }));
}

export function equalHalves(seed: string): RunningExperiment {
  const variants = ['a', 'b'].map((name) => ({ name, policy: '0'.repeat(64), weight: 0.5 }));
  return { key: 'aa', kind: 'experiment', status: 'running', seed, coverage: 1, variants, startedAt: 0 };
}
