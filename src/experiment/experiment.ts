// An experiment as a person writes it: which policies are compared, by what, and what would stop it. policies/ holds an example.
import * as v from 'valibot';
import { ExperimentKey, NamespaceSchema } from './deployment.ts';
import { MetricName, MetricSchema } from './metric.ts';

/** What a file would say where it says nothing. */
export const DEFAULT_ANALYSIS = { alpha: 0.05, minimumUnits: 200, tightestAtUnits: 5000, maximumDays: 28 } as const;
export const DEFAULT_ERROR_SHARE = 0.02;

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const VariantSchema = v.strictObject({
  name: v.pipe(ExperimentKey, v.description('Its name in every table.')),
  policy: v.pipe(v.string(), v.nonEmpty(), v.maxLength(300), v.description('A policy’s file, or the hash of one that is deployed.')),
  weight: v.optional(v.pipe(Share, v.description('Share of the covered units; equal ones by default. It never changes while the experiment runs.'))),
});

const GuardrailSchema = v.strictObject({
  metric: v.pipe(MetricName, v.description('A built-in metric or one declared below.')),
  margin: v.pipe(v.number(), v.minValue(0), v.description('How much worse than the control it may be, in the metric’s own unit.')),
});

export const ExperimentSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.pipe(v.string(), v.description('This schema, for editors.'))),
    schemaVersion: v.pipe(v.literal(1), v.description('The version of this format.')),
    key: v.pipe(ExperimentKey, v.description('Its name for ever.')),
    hypothesis: v.optional(v.pipe(v.string(), v.maxLength(1000), v.description('What you expect, and why.'))),
    variants: v.pipe(v.array(VariantSchema), v.minLength(2), v.maxLength(5), v.description('The first is the control.')),
    coverage: v.optional(v.pipe(Share, v.description('Share of all units that take part. It may only rise.')), 1),
    seed: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(128), v.description('Deals the units; the key by default. A new iteration needs a new one.'))),
    namespace: v.optional(v.pipe(NamespaceSchema, v.description('A slice of the units; experiments that run at once need disjoint ones.'))),
    primary: v.pipe(MetricName, v.description('The one metric that decides.')),
    metrics: v.optional(v.pipe(v.array(MetricSchema), v.maxLength(20), v.description('Metrics of your own, reported by track().')), []),
    guardrails: v.optional(v.pipe(v.array(GuardrailSchema), v.maxLength(10), v.description('What must not get worse.')), [
      { metric: 'error', margin: 0.02 },
    ]),
    analysis: v.optional(v.pipe(
      v.strictObject({
        alpha: v.optional(v.pipe(v.number(), v.minValue(0.001), v.maxValue(0.2), v.description('How often a difference that isn’t there may be reported.')), DEFAULT_ANALYSIS.alpha),
        minimumUnits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(50), v.description('Measured units before the first look.')), DEFAULT_ANALYSIS.minimumUnits),
        tightestAtUnits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(50), v.description('Measured units at which the interval is to be narrowest.')), DEFAULT_ANALYSIS.tightestAtUnits),
        minimumEffect: v.optional(v.pipe(v.number(), v.gtValue(0), v.description('The smallest difference worth having, in the primary metric’s unit: the planner and “no difference” use it.'))),
        maximumDays: v.optional(v.pipe(v.number(), v.gtValue(0), v.description('After so many days it ends without a winner.')), DEFAULT_ANALYSIS.maximumDays),
      }), v.description('How the verdict is reached.')),
      DEFAULT_ANALYSIS,
    ),
    errorShare: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(0.3), v.description('The share of failed requests that is still acceptable; the breaker looks for 2.5 times as much.')), DEFAULT_ERROR_SHARE),
  }),
  v.title('Phirst experiment'),
);

export type Experiment = v.InferOutput<typeof ExperimentSchema>;
