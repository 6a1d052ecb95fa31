// What an experiment says: the numbers of src/stats and one sentence. Shapes only; verdict-so-far.ts makes it.
import type { MeanAccumulator } from '../stats/mean-accumulator.ts';

/** What was measured in one variant. Mergeable: parts kept by several books add up (`mergeMeans`). */
export interface VariantMeasurement {
  readonly variant: string;
  /** Units that were exposed, measured or not: what the sample ratio is checked on. */
  readonly exposedUnits: number;
  readonly metrics: Readonly<Record<string, MetricMeasurement>>;
}

/** Values are one per unit: the mean of the unit's own, held to the metric's range, once its window is over. */
export interface MetricMeasurement {
  readonly all: MeanAccumulator;
  /** Units with at least one query that the variants' policies decide differently. */
  readonly triggered: MeanAccumulator;
  readonly byDeviceClass: Readonly<Record<string, MeanAccumulator>>;
}

/** An interval that holds at every look at once. */
export interface Effect {
  /** Variant − control, in the metric's unit. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Always-valid p: the running minimum is the keeper's. */
  readonly pValue: number;
  readonly units: number;
}

export interface Comparison {
  readonly variant: string;
  readonly metric: string;
  readonly controlMean: number;
  readonly variantMean: number;
  /** Null below the smallest number of units that may be looked at. */
  readonly effect: Effect | null;
  /**
   * Over triggered units alone, and what that comes to over all of them (effect × trigger rate). Null where they are too few, and
   * where the variants trigger different shares of their units.
   */
  readonly triggered: { readonly effect: Effect; readonly triggerRate: number; readonly diluted: number } | null;
  readonly byDeviceClass: Readonly<Record<string, Effect | null>>;
}

export interface GuardrailState {
  readonly variant: string;
  readonly metric: string;
  readonly margin: number;
  /** One-sided: how much worse it surely is, and how much worse it may still be. */
  readonly worseAtLeast: number | null;
  readonly worseAtMost: number | null;
  readonly state: 'unknown' | 'holds' | 'breached';
}

export type VerdictKind =
  | 'collecting'
  | 'keep_running'
  | 'ship'
  | 'harmful'
  | 'no_difference'
  | 'guardrail_breached'
  | 'sample_ratio_mismatch'
  | 'out_of_time'
  | 'paused';

export interface Verdict {
  readonly kind: VerdictKind;
  /** The variant that it is about: to ship, or that harms. */
  readonly variant: string | null;
  /** For a person: "Ship b: +2.1 points [0.8, 3.4]." */
  readonly sentence: string;
  readonly comparisons: readonly Comparison[];
  readonly guardrails: readonly GuardrailState[];
  readonly sampleRatio: { readonly eValue: number; readonly isMismatch: boolean; readonly expected: readonly number[]; readonly observed: readonly number[] };
  /** At the present rate; null where it can't be told. */
  readonly daysLeft: number | null;
}
