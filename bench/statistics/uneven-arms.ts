// Variants that few units have, and guardrails on what hardly ever happens: where an interval from an arm's own spread is sure too
// early.
import { compareVariants } from '../../src/experiment/compare-variants.ts';
import { judgeGuardrail } from '../../src/experiment/guardrail.ts';
import { addValue, NO_VALUES, type MeanAccumulator } from '../../src/stats/mean-accumulator.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { createDraws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const UNITS = 5000;
const BATCH = 50;
const RULES = { alpha: 0.05, tightestAtUnits: 5000, minimumUnits: 200 };
/** Share of the units that have the variant, share of successes in both. */
const WORLDS = [
  [0.05, 0.95],
  [0.05, 0.5],
  [0.1, 0.98],
  [0.5, 0.995],
] as const;
/** Worse than the margin by a hundredth: control, variant, margin. */
const HARMFUL = [
  [0, 0.03, 0.02],
  [0.005, 0.035, 0.02],
] as const;

export function unevenArms({ seed, runs }: StatisticsOptions): Goal[] {
  const alarms = WORLDS.map(([weight, success]): Goal => {
    const wrong = count(runs, (run) => isAlarmed(seed, run, { weight, success }));
    const [, high] = wilsonInterval(wrong, runs);
    return { name: `false-alarms-${weight * 100}-percent-of-units-at-${success}`, value: wrong / runs, unit: 'share', atMost: 0.05, upper95: high, runs, units: UNITS };
  });
  const holds = HARMFUL.map(([control, variant, margin]): Goal => {
    const wrong = count(runs, (run) => isHolding(seed + 1000, run, { control, variant, margin }));
    return { name: `guardrail-wrongly-holds-${control}-against-${variant}`, value: wrong / runs, unit: 'share', atMost: 0.05, margin, runs, units: UNITS };
  });
  return [...alarms, ...holds];
}

function isAlarmed(seed: number, run: number, { weight, success }: { readonly weight: number; readonly success: number }): boolean {
  return ever(seed, run, { weight, ofControl: success, ofVariant: success }, (control, treated) => {
    const [comparison] = compareVariants([measured('a', control), measured('b', treated)], RULES, [{ name: 'answered', range: [0, 1] }]);
    return comparison?.effect != null && (comparison.effect.low > 0 || comparison.effect.high < 0);
  });
}

function isHolding(seed: number, run: number, { control: ofControl, variant: ofVariant, margin }: { readonly control: number; readonly variant: number; readonly margin: number }): boolean {
  const about = { variant: 'b', metric: { name: 'error', direction: 'lower', range: [0, 1] as [number, number] }, margin, alarmAlpha: RULES.alpha, holdAlpha: RULES.alpha, tightestAt: RULES.tightestAtUnits, minimumUnits: RULES.minimumUnits } as const;
  return ever(seed, run, { weight: 0.5, ofControl, ofVariant }, (control, treated) => judgeGuardrail({ ...about, control, treated }).state === 'holds');
}

interface Arms {
  readonly weight: number;
  readonly ofControl: number;
  readonly ofVariant: number;
}

/** Whether it is so at any look. */
function ever(seed: number, run: number, { weight, ofControl, ofVariant }: Arms, isSo: (control: MeanAccumulator, treated: MeanAccumulator) => boolean): boolean {
  const draws = createDraws(seed + 7000, run);
  let [control, treated] = [NO_VALUES, NO_VALUES];
  for (let unit = 1; unit <= UNITS; unit++) {
    if (draws.chance(weight)) treated = addValue(treated, draws.chance(ofVariant) ? 1 : 0);
    else control = addValue(control, draws.chance(ofControl) ? 1 : 0);
    if (unit % BATCH === 0 && isSo(control, treated)) return true;
  }
  return false;
}

function measured(variant: string, all: MeanAccumulator) {
  return { variant, exposedUnits: all.count, metrics: { answered: { all, triggered: NO_VALUES, byDeviceClass: {} } } };
}

function count(runs: number, isSo: (run: number) => boolean): number {
  let found = 0;
  for (let run = 0; run < runs; run++) if (isSo(run)) found++;
  return found;
}
