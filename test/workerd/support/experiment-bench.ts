// The real books of one experiment and of the deployment, and units that take part.
import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { DEPLOYMENT_BOOK, type DeploymentBookStub } from '../../../router/deployment/deployment-protocol.ts';
import type { ExperimentBook } from '../../../router/experiments/experiment-book.ts';
import { experimentBook, policyBook, type ExperimentBooks } from '../../../router/experiments/experiment-protocol.ts';
import { secretDigest } from '../../../router/secret-digest.ts';
import type { OutcomeEvent } from '../../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../../src/event/stored-event.ts';
import { ExperimentSchema, type Experiment } from '../../../src/experiment/experiment.ts';
import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import { canonicalPolicy, policyHash } from '../../../src/policy/policy-hash.ts';
import type { DeploymentChange } from '../../../src/wire/admin-api.ts';
import * as v from 'valibot';
import { clientOutcome, edgeOutcome, feedback, RECEIVED_AT } from './stored-events.ts';

export const HOUR = 3_600_000;

type Namespaces = { EXPERIMENTS: DurableObjectNamespace<ExperimentBook>; DEPLOYMENTS: { getByName(name: string): DeploymentBookStub } };
const bindings = env as unknown as Namespaces;
export const deployments = () => bindings.DEPLOYMENTS.getByName(DEPLOYMENT_BOOK);
export const bookOfPolicy = (hash: string) => bindings.EXPERIMENTS.getByName(policyBook(hash));

export const bookOfExperiment = (key: string) => bindings.EXPERIMENTS.getByName(experimentBook(key));
/** The binding, as the router sees it. */
export const EXPERIMENTS = bindings.EXPERIMENTS as unknown as ExperimentBooks;

/** Changes what is in force, as an operator would. */
export async function change(made: DeploymentChange) {
  const { deployment } = await deployments().read();
  const changed = await deployments().change({ change: made, expectedSequence: deployment.sequence, reason: 'a test' }, 'me');
  if (!changed.ok) throw new Error(changed.error.message);
  return changed.value.deployment;
}

/** A policy nobody else has. */
export async function newPolicy(): Promise<string> {
  const policy = { ...loadDefaultPolicy(), name: `p-${crypto.randomUUID()}` };
  const hash = await policyHash(policy, secretDigest);
  await deployments().storePolicy(hash, canonicalPolicy(policy));
  return hash;
}

/** A against B in halves, nothing else running. */
export async function startExperiment(fields: Partial<v.InferInput<typeof ExperimentSchema>> = {}) {
  for (const { key } of (await deployments().read()).deployment.experiments) await change({ kind: 'stop_experiment', key });
  const [a, b] = [await newPolicy(), await newPolicy()];
  await change({ kind: 'deploy', policy: a });
  const key = `e-${crypto.randomUUID()}`;
  const analysis = { alpha: 0.05, minimumUnits: 50, tightestAtUnits: 500, maximumDays: 28 };
  const given = { schemaVersion: 1 as const, key, variants: [{ name: 'a', policy: a }, { name: 'b', policy: b }], primary: 'feedback', guardrails: [], analysis, ...fields };
  const definition: Experiment = v.parse(ExperimentSchema, given);
  await change({ kind: 'start_experiment', experiment: definition });
  const stub = () => bindings.EXPERIMENTS.getByName(experimentBook(key));
  const assigned = (variant: string) => ({ experiment: key, variant, isOverride: false, isDivergent: true });
  let ids = 0;
  const newId = () => `${key}.${ids++}`;
  return {
    key,
    a,
    b,
    stub,
    /** What the edge saw of a unit's query. */
    edge: (unit: string, variant: string, fieldsOfIt: Partial<OutcomeEvent> = {}, at = RECEIVED_AT): StoredEvent =>
      edgeOutcome(newId(), { assignment: assigned(variant), policyHash: variant === 'b' ? b : a, ...fieldsOfIt }, { unit, receivedAt: at }),
    client: (unit: string, variant: string, fieldsOfIt: object = {}, sender: Partial<Omit<StoredEvent, 'event'>> = {}): StoredEvent =>
      clientOutcome(newId(), { assignment: assigned(variant), deviceClass: 'desktop-webgpu', isEscalated: false, isRetry: false, ...fieldsOfIt }, { unit, ...sender }),
    feedback: (unit: string, variant: string, rating: number, at = RECEIVED_AT): StoredEvent => {
      const id = newId();
      const stored = feedback(id, id, { unit, receivedAt: at, assignment: assigned(variant) });
      return { ...stored, event: { ...stored.event, rating } as StoredEvent['event'] };
    },
    /** All windows are over: what there is to measure is measured. */
    measure: (hours = 48) => runInDurableObject(stub(), (book) => book.watch(RECEIVED_AT + hours * HOUR)),
    status: async () => (await deployments().read()).deployment.experiments.find((one) => one.key === key)?.status ?? 'stopped',
  };
}

/** Carries out what is due, as the object's alarm would; the next alarm may be set for later. */
export function runAlarm(stub: DurableObjectStub<ExperimentBook>): Promise<void> {
  return runInDurableObject(stub, (book) => book.alarm());
}
