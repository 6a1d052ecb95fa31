// All that is told of one experiment.
import { compareVariants } from '../../src/experiment/compare-variants.ts';
import { metricsOf } from '../../src/experiment/metric-values.ts';
import { verdictSoFar } from '../../src/experiment/verdict-so-far.ts';
import type { VariantMeasurement } from '../../src/experiment/verdict.ts';
import { checkSampleRatio } from '../../src/stats/sample-ratio.ts';
import type { ExperimentReport, SeriesPoint } from '../../src/wire/admin-api.ts';
import { alarmAsTold } from '../guardrails/alarms-of-policies.ts';
import { guardrailStates } from '../guardrails/find-breaches.ts';
import type { RaisedAlarm } from './experiment-protocol.ts';
import type { Subject } from './subject.ts';

export interface ReportInput {
  readonly subject: Subject;
  readonly measurements: readonly VariantMeasurement[];
  readonly alarms: readonly RaisedAlarm[];
  readonly series: readonly SeriesPoint[];
  readonly now: number;
}

export function reportOn({ subject, measurements, alarms, series, now }: ReportInput): ExperimentReport {
  const { running, definition, endedAt } = subject;
  const fullVerdict = verdictSoFar({
    definition,
    isPaused: running.status === 'paused',
    startedAt: running.startedAt,
    now,
    comparisons: definition ? compareVariants(measurements, definition.analysis, metricsOf(definition)) : [],
    series,
    guardrails: guardrailStates(subject, measurements),
    sampleRatio: checkSampleRatio(measurements.map(({ exposedUnits }) => exposedUnits), running.variants.map(({ weight }) => weight)),
    alarm: alarms.find(({ state }) => state !== 'moot')?.sentence ?? null,
    withdrawal: (endedAt !== null && alarms.find(({ state, action }) => state === 'done' && action === 'rollback')?.sentence) || null,
  });
  const { kind, variant, sentence } = fullVerdict;
  return {
    key: running.key,
    kind: running.kind,
    status: endedAt === null ? running.status : 'stopped',
    startedAt: running.startedAt,
    endedAt,
    coverage: running.coverage,
    verdict: { kind, variant, sentence },
    definition,
    fullVerdict,
    measurements,
    series,
    alarms: alarms.map(alarmAsTold),
  };
}
