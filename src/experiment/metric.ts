// What an experiment measures: a number for each unit. Declared before the experiment starts, so that nobody can choose the
// metric that happened to move.
import * as v from 'valibot';

/** Who saw it. What clients tell may pause an experiment; only what the edge saw may roll it back. */
export const METRIC_OBSERVERS = ['edge', 'client'] as const;

/** A unit counts so long after its window's end: the queue tries for more than an hour. */
export const LATENESS_MS = 2 * 3_600_000;

export const MetricName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/i, 'use letters, digits, dots, dashes, at most 64'));

export const MetricSchema = v.strictObject({
  name: v.pipe(MetricName, v.description('The name given to track(answer.id, name, value).')),
  unit: v.pipe(v.string(), v.maxLength(32), v.description('Shown beside the numbers: share, ms, micro-USD, points …')),
  direction: v.pipe(v.picklist(['higher', 'lower']), v.description('Which way is better.')),
  range: v.pipe(
    v.tuple([v.number(), v.number()]),
    v.check(([least, most]) => least < most, 'the first must be below the second'),
    v.description('Least and most a value may be; what is beyond counts as the nearest of them. It bounds what one unit can do.'),
  ),
  windowHours: v.optional(
    v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 90), v.description('How long after its first exposure a unit is measured; it counts once that time is over.')),
    24,
  ),
});

export type Metric = v.InferOutput<typeof MetricSchema> & { readonly observer: (typeof METRIC_OBSERVERS)[number] };

/** Measured in every experiment, without being declared. */
export const BUILT_IN_METRICS = [
  { name: 'error', unit: 'share', direction: 'lower', range: [0, 1], windowHours: 24, observer: 'edge' },
  { name: 'latency', unit: 'ms', direction: 'lower', range: [0, 120_000], windowHours: 24, observer: 'edge' },
  { name: 'cost', unit: 'micro-USD', direction: 'lower', range: [0, 1_000_000], windowHours: 24, observer: 'edge' },
  { name: 'answered', unit: 'share', direction: 'higher', range: [0, 1], windowHours: 24, observer: 'client' },
  { name: 'answer-latency', unit: 'ms', direction: 'lower', range: [0, 120_000], windowHours: 24, observer: 'client' },
  { name: 'escalation', unit: 'share', direction: 'lower', range: [0, 1], windowHours: 24, observer: 'client' },
  { name: 'hosted', unit: 'share', direction: 'lower', range: [0, 1], windowHours: 24, observer: 'client' },
  { name: 'unsure', unit: 'share', direction: 'lower', range: [0, 1], windowHours: 24, observer: 'client' },
  { name: 'feedback', unit: 'share', direction: 'higher', range: [0, 1], windowHours: 24, observer: 'client' },
  { name: 'retry', unit: 'share', direction: 'lower', range: [0, 1], windowHours: 24, observer: 'client' },
] as const satisfies readonly Metric[];
