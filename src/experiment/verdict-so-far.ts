// What may be said of an experiment now, in one word and one sentence.
import { DAY_MS } from '../durations.ts';
import type { SeriesPoint } from '../wire/admin-api.ts';
import { daysLeft } from './days-left.ts';
import { effectWords } from './difference-words.ts';
import type { Experiment } from './experiment.ts';
import { measuringRate } from './measuring-rate.ts';
import { metricsOf } from './metric-values.ts';
import type { Comparison, Effect, GuardrailState, Verdict, VerdictKind } from './verdict.ts';

export interface VerdictInput {
  /** Null for a rollout: nothing is compared. */
  readonly definition: Experiment | null;
  readonly isPaused: boolean;
  readonly startedAt: number;
  readonly now: number;
  readonly comparisons: readonly Comparison[];
  /** The intervals as they were, oldest first: they tell at which rate units are measured. */
  readonly series?: readonly SeriesPoint[];
  readonly guardrails: readonly GuardrailState[];
  readonly sampleRatio: Verdict['sampleRatio'];
  /** What a guardrail has done, the latest; null where none did. */
  readonly alarm: string | null;
  /** Why a guardrail ended it, where one did. */
  readonly withdrawal?: string | null;
}

/** `verdictSoFar(…).sentence` → "Ship b: answered +2.1 points [+0.8, +3.4]." */
export function verdictSoFar(input: VerdictInput): Verdict {
  const { comparisons, guardrails, sampleRatio } = input;
  const [kind, variant, sentence] = judge(input);
  return { kind, variant, sentence, comparisons, guardrails, sampleRatio, daysLeft: kind === 'keep_running' ? daysLeftOf(input) : null };
}

/** Of the variant that is decided first; null where one is, and its guardrails are waited for. */
function daysLeftOf({ definition, comparisons, series = [], startedAt, now }: VerdictInput): number | null {
  if (!definition) return null;
  const { alpha, tightestAtUnits, minimumEffect } = definition.analysis;
  const { windowHours } = metricsOf(definition).find(({ name }) => name === definition.primary)!;
  const shared = alpha / Math.max(1, definition.variants.length - 1);
  const open = comparisons.flatMap(({ variant, metric, effect }) => (metric === definition.primary && effect ? [{ variant, effect }] : []));
  if (open.some(({ effect }) => effect.low > 0 || effect.high < 0)) return null;
  const left = open.flatMap(({ variant, effect }) => {
    const earlier = series.filter((point) => point.variant === variant && point.metric === definition.primary);
    const unitsPerDay = measuringRate({ units: effect.units, earlier, startedAt, now, windowHours });
    return unitsPerDay === null ? [] : (daysLeft({ effect, alpha: shared, tightestAtUnits, minimumEffect, unitsPerDay }) ?? []);
  });
  return left.length === 0 ? null : Math.min(...left);
}

/** " At this rate 3 more days." */
function rateOf(input: VerdictInput): string {
  const left = daysLeftOf(input);
  if (left === null || !input.definition) return '';
  const { maximumDays } = input.definition.analysis;
  const remaining = maximumDays - (input.now - input.startedAt) / DAY_MS;
  if (left > remaining) return ` At this rate it won’t be decided within its ${maximumDays} days.`;
  return left < 1 ? ' At this rate less than a day more.' : ` At this rate ${Math.ceil(left)} more ${Math.ceil(left) === 1 ? 'day' : 'days'}.`;
}

function judge(input: VerdictInput): readonly [VerdictKind, string | null, string] {
  const { definition, guardrails, comparisons, sampleRatio, alarm } = input;
  if (sampleRatio.isMismatch) return ['sample_ratio_mismatch', null, `Stopped: sample ratio. ${alarm ?? 'A variant gets fewer units than it should; no other number can be trusted.'}`];
  if (input.withdrawal) return ['guardrail_breached', null, `Taken back by a guardrail. ${input.withdrawal}`];
  const breached = guardrails.find(({ state }) => state === 'breached');
  if (breached) return ['guardrail_breached', breached.variant, `Stop ${breached.variant}: it is surely worse in ${breached.metric}.`];
  if (input.isPaused) return ['paused', null, `Paused: no verdict until somebody resumes it.${alarm === null ? '' : ` ${alarm}`}`];
  if (!definition) return ['keep_running', null, 'A rollout: its errors are watched, nothing is compared.'];
  const { direction, unit } = metricsOf(definition).find(({ name }) => name === definition.primary)!;
  const looks = comparisons.flatMap(({ metric, variant, effect }) => (metric === definition.primary && effect ? [{ variant, effect }] : []));
  if (looks.length === 0) return ['collecting', null, `Collecting: ${definition.analysis.minimumUnits} measured units are needed before the first look, half of them in each variant.`];
  const said = (effect: Effect) => `${definition.primary} ${effectWords(effect, unit)}`;
  const isBetter = ({ low, high }: Effect) => (direction === 'higher' ? low > 0 : high < 0);
  const isWorse = ({ low, high }: Effect) => (direction === 'higher' ? high < 0 : low > 0);
  const gain = ({ difference }: Effect) => (direction === 'higher' ? difference : -difference);
  const winners = looks.filter(({ effect }) => isBetter(effect)).toSorted((one, other) => gain(other.effect) - gain(one.effect));
  for (const { variant, effect } of winners) {
    if (guardrails.every((state) => state.variant !== variant || state.state === 'holds')) return ['ship', variant, `Ship ${variant}: ${said(effect)}.`];
  }
  const [winner] = winners;
  if (winner) return ['keep_running', winner.variant, `Keep running: ${winner.variant} is better, ${said(winner.effect)}, but not every guardrail surely holds yet.`];
  const { minimumEffect, maximumDays } = definition.analysis;
  const isSmall = ({ low, high }: Effect) => minimumEffect !== undefined && low > -minimumEffect && high < minimumEffect;
  const harmful = looks.find(({ effect }) => isWorse(effect));
  const others = looks.filter(({ effect }) => !isWorse(effect) && !isSmall(effect)).map(({ variant }) => variant);
  if (harmful) return ['harmful', harmful.variant, `Don’t ship ${harmful.variant}: ${said(harmful.effect)}.${others.length === 0 ? '' : ` Nothing is sure of ${others.join(', ')} yet.`}`];
  if (looks.every(({ effect }) => isSmall(effect))) return ['no_difference', null, `No difference worth having: ${said(looks[0]!.effect)}.`];
  if (input.now - input.startedAt > maximumDays * DAY_MS) return ['out_of_time', null, `Out of time after ${maximumDays} days without a winner: ${said(looks[0]!.effect)}.`];
  return ['keep_running', null, `Keep running: ${said(looks[0]!.effect)} so far.${rateOf(input)}`];
}
