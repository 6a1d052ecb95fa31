// Whose book it is, by its name; and for an experiment what it is made of, as the deployment tells it.
import type { RunningExperiment } from '../../src/experiment/deployment.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { metricsOf, type MeasuredExperiment } from '../../src/experiment/metric-values.ts';

export type BookName = { readonly kind: 'experiment'; readonly key: string } | { readonly kind: 'policy'; readonly hash: string };

export interface Subject {
  /** Null for a rollout, which has no file. */
  readonly definition: Experiment | null;
  readonly running: RunningExperiment;
  /** Of the deployment in which it was last seen. */
  readonly sequence: number;
  readonly endedAt: number | null;
}

/** `readBookName('experiment:sure')` → { kind: 'experiment', key: 'sure' } */
export function readBookName(name: string | undefined): BookName | null {
  if (name?.startsWith('experiment:')) return { kind: 'experiment', key: name.slice('experiment:'.length) };
  if (name?.startsWith('policy:')) return { kind: 'policy', hash: name.slice('policy:'.length) };
  return null;
}

export function measuredExperiment({ definition, running }: Subject): MeasuredExperiment {
  return { key: running.key, variants: running.variants.map(({ name }) => name), metrics: metricsOf(definition) };
}
