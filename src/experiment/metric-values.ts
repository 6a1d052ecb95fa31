// What one event says of one unit: numbers under the names of the experiment's metrics.
import type { ClientEvent } from '../event/client-event.ts';
import type { OutcomeEvent } from '../event/outcome-event.ts';
import type { StoredEvent } from '../event/stored-event.ts';
import { assignmentOf } from '../event/assignment-of.ts';
import { isCallerCaused } from './caller-caused.ts';
import type { Experiment } from './experiment.ts';
import { BUILT_IN_METRICS, type Metric } from './metric.ts';

/** An experiment as its events are read by: names, in the order of its variants, and what is measured. */
export interface MeasuredExperiment {
  readonly key: string;
  readonly variants: readonly string[];
  readonly metrics: readonly Metric[];
}

/** Under which variant an event counts. */
export interface CountedAssignment {
  readonly index: number;
  readonly isDivergent: boolean;
}

export interface MetricValue {
  readonly metric: string;
  /** Within the metric's range. */
  readonly value: number;
}

type ClientOutcome = Extract<ClientEvent, { type: 'outcome' }>;

/** The built-in metrics and those that a definition declares; a declared one can't take a built-in's name. */
export function metricsOf(definition: Pick<Experiment, 'metrics'> | null): readonly Metric[] {
  const builtIn: readonly Metric[] = BUILT_IN_METRICS;
  const declared = (definition?.metrics ?? []).filter(({ name }) => !builtIn.some((metric) => metric.name === name));
  return [...builtIn, ...declared.map((metric) => ({ ...metric, observer: 'client' as const }))];
}

/** Null for what never counts: overrides, what nobody stands for, variants the experiment doesn't have. */
export function countedAssignment(stored: StoredEvent, { key, variants }: MeasuredExperiment): CountedAssignment | null {
  const assignment = assignmentOf(stored);
  if (!assignment || assignment.experiment !== key || assignment.isOverride || stored.unit === null) return null;
  if (!isBelieved(stored)) return null;
  const index = variants.indexOf(assignment.variant);
  return index < 0 ? null : { index, isDivergent: assignment.isDivergent };
}

/**
 * What it says of its unit, where it counts at all: ask `countedAssignment` first.
 *
 * @example metricValues(feedback, experiment) // [{ metric: 'feedback', value: 1 }]
 */
export function metricValues(stored: StoredEvent, experiment: MeasuredExperiment): readonly MetricValue[] {
  return valuesOf(stored.event, experiment).flatMap(([name, value]) => {
    const metric = experiment.metrics.find((candidate) => candidate.name === name);
    if (!metric || !Number.isFinite(value)) return [];
    return [{ metric: name, value: withinRange(value, metric.range) }];
  });
}

/** `withinRange(7, [0, 1])` → 1 */
export function withinRange(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(most, Math.max(least, value));
}

/** The edge believes itself; clients have to say who they are. */
function isBelieved({ event, standing }: StoredEvent): boolean {
  return event.observer === 'edge' ? standing === 'edge' : standing === 'session' || standing === 'key';
}

type NamedValue = readonly [name: string, value: number];

function valuesOf(event: StoredEvent['event'], { metrics }: MeasuredExperiment): readonly NamedValue[] {
  switch (event.type) {
    case 'outcome':
      return event.observer === 'edge' ? edgeValues(event) : clientValues(event as ClientOutcome);
    case 'feedback':
      return [['feedback', event.rating]];
    case 'metric': {
      const builtIn: readonly Metric[] = BUILT_IN_METRICS;
      // Nobody tells a built-in metric: those are observed.
      const isDeclared = metrics.some(({ name }) => name === event.metric) && !builtIn.some(({ name }) => name === event.metric);
      return isDeclared ? [[event.metric, event.value]] : [];
    }
    default:
      return [];
  }
}

function edgeValues({ code, latencyMs, costMicroUsd, attempts, purpose }: OutcomeEvent): readonly NamedValue[] {
  if (purpose === 'audit') return [];
  const values: NamedValue[] = [];
  if (code === null || !isCallerCaused(code)) values.push(['error', code === null ? 0 : 1]);
  // A fast failure isn't a fast answer.
  if (code === null) values.push(['latency', latencyMs]);
  // Money is spent once a model was asked, whatever became of it.
  if (attempts.length > 0) values.push(['cost', costMicroUsd]);
  return values;
}

function clientValues({ code, latencyMs, source, isUnsure, isEscalated, isRetry }: ClientOutcome): readonly NamedValue[] {
  const values: NamedValue[] = [['retry', isRetry ? 1 : 0]];
  if (code !== null) return isCallerCaused(code) ? values : [...values, ['answered', 0]];
  values.push(['answered', 1], ['answer-latency', latencyMs], ['escalation', isEscalated ? 1 : 0], ['unsure', isUnsure ? 1 : 0]);
  if (source !== null) values.push(['hosted', source === 'hosted' ? 1 : 0]);
  return values;
}
