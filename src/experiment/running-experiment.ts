// A written experiment → the part of it that assigns units, or what is wrong with it.
import { PhirstError } from '../errors/phirst-error.ts';
import type { Namespace } from './bucket.ts';
import type { RunningExperiment } from './deployment.ts';
import type { Experiment } from './experiment.ts';
import { BUILT_IN_METRICS } from './metric.ts';

const HASH = /^[0-9a-f]{64}$/;
/** Keys of rollouts begin so. */
export const ROLLOUT_PREFIX = 'rollout-';

/**
 * @throws `experiment_invalid` with the path of the first fault
 * @example runningExperiment(experiment, Date.now()).variants // [{ name: 'a', policy: '3f…', weight: 0.5 }, …]
 */
export function runningExperiment(experiment: Experiment, startedAt: number): RunningExperiment {
  const { key, seed = key, coverage, namespace } = experiment;
  if (key.startsWith(ROLLOUT_PREFIX)) throw invalid('key', `"${ROLLOUT_PREFIX}" begins the keys of rollouts; choose another one`);
  if (namespace && namespace.from >= namespace.to) throw invalid('namespace', '"from" must be below "to"');
  checkMetrics(experiment);
  return { key, kind: 'experiment', status: 'running', seed, coverage, ...(namespace && { namespace }), variants: variantsOf(experiment), startedAt };
}

/** Whether some unit could be in both. Halves of one namespace are apart; different namespaces aren't. */
export function overlap(one: { readonly namespace?: Namespace | undefined }, other: { readonly namespace?: Namespace | undefined }): boolean {
  const [first, second] = [one.namespace, other.namespace];
  if (!first || !second || first.name !== second.name) return true;
  return first.from < second.to && second.from < first.to;
}

function variantsOf({ variants }: Experiment): RunningExperiment['variants'] {
  const given = variants.filter(({ weight }) => weight !== undefined).length;
  if (given > 0 && given < variants.length) throw invalid('variants', 'give every variant a weight, or none for equal ones');
  const weighted = variants.map(({ name, policy, weight = 1 / variants.length }) => ({ name, policy, weight }));
  for (const [index, { name, policy, weight }] of weighted.entries()) {
    if (weighted.findIndex((other) => other.name === name) !== index) throw invalid(`variants.${index}.name`, `"${name}" is there twice`);
    if (!HASH.test(policy)) {
      throw invalid(`variants.${index}.policy`, 'must be the hash of a policy this router has: store the file with POST /admin/policies first (phirst experiment start does)');
    }
    if (!(weight > 0)) throw invalid(`variants.${index}.weight`, 'must be above 0');
  }
  const sum = weighted.reduce((total, { weight }) => total + weight, 0);
  // What a person writes for thirds, 0.33 or 0.333, is one.
  if (Math.abs(sum - 1) > 0.01) throw invalid('variants', `weights must sum to 1, and these sum to ${Number(sum.toFixed(4))}`);
  return sum === 1 ? weighted : weighted.map((variant) => ({ ...variant, weight: variant.weight / sum }));
}

function checkMetrics({ primary, metrics, guardrails }: Experiment): void {
  const builtIn: readonly string[] = BUILT_IN_METRICS.map(({ name }) => name);
  const declared = metrics.map(({ name }) => name);
  for (const [index, name] of declared.entries()) {
    if (builtIn.includes(name)) throw invalid(`metrics.${index}.name`, `"${name}" is a built-in metric; choose another name`);
    if (declared.indexOf(name) !== index) throw invalid(`metrics.${index}.name`, `"${name}" is there twice`);
  }
  const known = [...builtIn, ...declared];
  const used = [['primary', primary] as const, ...guardrails.map(({ metric }, index) => [`guardrails.${index}.metric`, metric] as const)];
  for (const [path, name] of used) {
    if (!known.includes(name)) throw invalid(path, `"${name}" is no metric: declare it under "metrics", or use one of ${builtIn.join(', ')}`);
  }
}

function invalid(path: string, why: string): PhirstError {
  return new PhirstError('experiment_invalid', `experiment.${path}: ${why}.`, { param: `change.experiment.${path}` });
}
