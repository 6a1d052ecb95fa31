// Changes of who takes part in what: rollouts and experiments begin, grow, pause and end. Whoever has a variant keeps it.
import { PhirstError } from '../errors/phirst-error.ts';
import type { DeploymentChange } from '../wire/admin-api.ts';
import type { ChangeFacts } from './apply-change.ts';
import { makeDefault, type DeploymentState } from './deployment-state.ts';
import type { RunningExperiment } from './deployment.ts';
import type { Experiment } from './experiment.ts';
import { overlap, ROLLOUT_PREFIX, runningExperiment } from './running-experiment.ts';

const MAXIMUM_EXPERIMENTS = 20;
/** The one variant of a rollout. */
const ROLLOUT_VARIANT = 'new';

type Of<Kind extends DeploymentChange['kind']> = Extract<DeploymentChange, { kind: Kind }>;
type ExperimentChange = Of<'start_experiment' | 'ramp_experiment' | 'pause_experiment' | 'resume_experiment' | 'stop_experiment'>;

/** Begins a rollout, raises it, or makes its policy the default. */
export function ramp(state: DeploymentState, { policy, coverage }: Of<'ramp'>, facts: ChangeFacts): DeploymentState {
  const { experiments } = state.deployment;
  if (state.deployment.policy === policy) {
    if (coverage === 1) return state;
    throw refused('change.policy', 'it is the default already, everybody has it');
  }
  const running = experiments.find(({ kind }) => kind === 'rollout');
  const other = running?.variants[0]?.policy;
  if (running && other !== policy) {
    throw refused('change.policy', `${short(other)} is being rolled out: finish that (ramp it to 1) or roll it back first`);
  }
  if (running?.status === 'paused') throw refused('change.policy', `its rollout is paused: resume "${running.key}" or roll it back`);
  if (coverage === 1) return makeDefault(running ? without(state, running.key) : state, policy);
  if (running) return cover(state, running, coverage);
  const key = freeKey(policy, facts);
  const variants = [{ name: ROLLOUT_VARIANT, policy, weight: 1 }];
  // Behind the experiments: their units stay theirs.
  return withExperiments(state, [...experiments, { key, kind: 'rollout', status: 'running', seed: key, coverage, variants, startedAt: facts.now }]);
}

/** What a person does with one experiment, or with a rollout by its key. */
export function changeExperiment(state: DeploymentState, change: ExperimentChange, facts: ChangeFacts): DeploymentState {
  switch (change.kind) {
    case 'start_experiment':
      return startExperiment(state, change.experiment, facts);
    case 'ramp_experiment':
      return rampExperiment(state, change);
    case 'pause_experiment':
      return setStatus(state, change.key, 'paused');
    case 'resume_experiment':
      return setStatus(state, change.key, 'running');
    default:
      return stopExperiment(state, change);
  }
}

/** The written experiment runs from now on. */
function startExperiment(state: DeploymentState, experiment: Experiment, facts: ChangeFacts): DeploymentState {
  const { experiments } = state.deployment;
  const started = runningExperiment(experiment, facts.now);
  const { key, seed, variants } = started;
  if (facts.isKeyUsed(key)) {
    throw refused('change.experiment.key', `"${key}" was an experiment before; what it measured stays under that name. Give the next iteration another one, such as "${key}-2"`);
  }
  if (facts.isSeedUsed(seed)) {
    throw refused('change.experiment.seed', `"${seed}" has dealt the units of an experiment before, so their old variants would still be felt. Take a new one`);
  }
  for (const [index, { policy }] of variants.entries()) facts.requirePolicy(policy, `change.experiment.variants.${index}.policy`);
  if (experiments.some(({ kind }) => kind === 'rollout')) {
    throw refused('change.experiment', 'a rollout runs, and the experiment would take units from it: finish it or roll it back first');
  }
  const overlapping = experiments.find((other) => overlap(other, started));
  if (overlapping) {
    throw refused(
      'change.experiment.namespace',
      `it could take units of "${overlapping.key}": give both a slice of one namespace, such as { name: "main", from: 0, to: 0.5 } and { name: "main", from: 0.5, to: 1 }, or stop that one first`,
    );
  }
  if (experiments.length >= MAXIMUM_EXPERIMENTS) throw refused('change.experiment', `${MAXIMUM_EXPERIMENTS} run already: stop one first`);
  return withExperiments(state, [...experiments, started]);
}

function rampExperiment(state: DeploymentState, { key, coverage }: Of<'ramp_experiment'>): DeploymentState {
  if (!(coverage >= 0 && coverage <= 1)) throw refused('change.coverage', 'it must be from 0 to 1');
  const running = requireExperiment(state, key);
  if (running.kind === 'rollout') throw refused('change.key', 'a rollout is ramped by its policy');
  if (running.status === 'paused') throw refused('change.key', `"${key}" is paused: resume it first`);
  const rollout = state.deployment.experiments.find(({ kind }) => kind === 'rollout');
  if (rollout && coverage > running.coverage) {
    throw refused('change.coverage', 'a rollout runs, and the experiment would take units from it: finish it or roll it back first');
  }
  return cover(state, running, coverage);
}

function setStatus(state: DeploymentState, key: string, status: RunningExperiment['status']): DeploymentState {
  const running = requireExperiment(state, key);
  return running.status === status ? state : replace(state, { ...running, status });
}

/** Ends it; with `ship` that variant's policy is everybody's. */
function stopExperiment(state: DeploymentState, { key, ship }: Of<'stop_experiment'>): DeploymentState {
  const { variants } = requireExperiment(state, key);
  const ended = without(state, key);
  if (ship === undefined) return ended;
  const shipped = variants.find(({ name }) => name === ship);
  if (shipped) return makeDefault(ended, shipped.policy);
  throw refused('change.ship', `"${ship}" is not one of its variants: ${variants.map(({ name }) => name).join(', ')}`);
}

function cover(state: DeploymentState, running: RunningExperiment, coverage: number): DeploymentState {
  if (coverage === running.coverage) return state;
  if (coverage > running.coverage) return replace(state, { ...running, coverage });
  throw refused('change.coverage', `it is ${running.coverage} and may only rise, so that nobody is moved: stop "${running.key}" or roll it back instead`);
}

function requireExperiment({ deployment }: DeploymentState, key: string): RunningExperiment {
  const found = deployment.experiments.find((running) => running.key === key);
  if (found) return found;
  const running = deployment.experiments.map((each) => each.key).join(', ');
  throw new PhirstError('experiment_not_found', `No experiment "${key}" runs. Running: ${running || 'none'}.`, { param: 'change.key' });
}

function replace(state: DeploymentState, changed: RunningExperiment): DeploymentState {
  return withExperiments(state, state.deployment.experiments.map((each) => (each.key === changed.key ? changed : each)));
}

function without(state: DeploymentState, key: string): DeploymentState {
  return withExperiments(state, state.deployment.experiments.filter((each) => each.key !== key));
}

function withExperiments({ deployment, earlier }: DeploymentState, experiments: readonly RunningExperiment[]): DeploymentState {
  return { earlier, deployment: { ...deployment, experiments: [...experiments] } };
}

/** A policy that is rolled out once more deals the units anew. */
function freeKey(policy: string, { isKeyUsed }: ChangeFacts): string {
  const key = ROLLOUT_PREFIX + short(policy);
  if (!isKeyUsed(key)) return key;
  let attempt = 2;
  while (isKeyUsed(`${key}-${attempt}`)) attempt++;
  return `${key}-${attempt}`;
}

function short(policy = ''): string {
  return policy.slice(0, 12);
}

function refused(param: string, why: string): PhirstError {
  return new PhirstError('invalid_request', `${param}: ${why}.`, { param });
}
