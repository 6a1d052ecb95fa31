import type { Experiment } from '../../../src/experiment/experiment.ts';
import { BUILT_IN_METRICS } from '../../../src/experiment/metric.ts';

export interface MetricFacts {
  readonly unit: string;
  readonly direction: 'higher' | 'lower';
  readonly observer: 'edge' | 'client';
}

/** Of a built-in metric or one the experiment declares; a plain number where neither knows it. */
export function metricFacts(name: string, definition: Experiment | null): MetricFacts {
  const declared = definition?.metrics.find((metric) => metric.name === name);
  if (declared) return { ...declared, observer: 'client' };
  return BUILT_IN_METRICS.find((metric) => metric.name === name) ?? { unit: '', direction: 'higher', observer: 'client' };
}
