import type { ExperimentReport } from '../../../src/wire/admin-api.ts';

/** The metrics with a sequence: the one that decides first, then the guardrails, then any other. */
export function metricsInOrder({ definition, series }: Pick<ExperimentReport, 'definition' | 'series'>): readonly string[] {
  const known = new Set(series.map(({ metric }) => metric));
  const order = definition ? [definition.primary, ...definition.guardrails.map(({ metric }) => metric), ...known] : [...known];
  return [...new Set(order)].filter((metric) => known.has(metric));
}
