// The Durable Object that says what is in force: the single writer. Each change is one transaction of SQLite: it happens in
// whole or not at all, and an answer leaves the object only after what it says is on disk.
import { DurableObject } from 'cloudflare:workers';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { applyChange } from '../../src/experiment/apply-change.ts';
import { builtInDeployment, type DeploymentState } from '../../src/experiment/deployment-state.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import { describeDeploymentChange, type ChangeNames } from '../../src/experiment/describe-deployment-change.ts';
import { canonicalJson } from '../../src/policy/canonical-json.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { canonicalPolicy } from '../../src/policy/policy-hash.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { AuditEntry, ChangeRequest, DeploymentAnswer } from '../../src/wire/admin-api.ts';
import type { DeploymentBookStub, ExperimentRecord, KnownDeployment, Refusal } from './deployment-protocol.ts';
import { DeploymentTables } from './deployment-tables.ts';
import { hashOf } from './hash-of.ts';

export class DeploymentBook extends DurableObject implements DeploymentBookStub {
  readonly #tables: DeploymentTables;
  readonly #builtInHash: Promise<string>;

  constructor(context: DurableObjectState, env: unknown) {
    super(context, env as never);
    this.#tables = new DeploymentTables(context.storage);
    this.#builtInHash = hashOf(loadDefaultPolicy());
  }

  async newerThan({ epoch, sequence }: KnownDeployment): Promise<Deployment | null> {
    const deployment = this.#tables.state()?.deployment;
    return deployment && (deployment.epoch !== epoch || deployment.sequence !== sequence) ? deployment : null;
  }

  async read(): Promise<DeploymentAnswer> {
    const builtIn = await this.#builtInHash;
    return this.#describe(this.#tables.state()?.deployment ?? builtInDeployment(builtIn));
  }

  async change(request: ChangeRequest, by: string, now: number = Date.now()): Promise<Result<DeploymentAnswer, Refusal>> {
    const builtIn = await this.#builtInHash;
    try {
      // No await inside: nothing comes between these statements, and a throw takes all of them back.
      return ok(this.#describe(this.ctx.storage.transactionSync(() => this.#changeNow(request, { by, now, builtIn }))));
    } catch (error) {
      if (!PhirstError.isInstance(error)) throw error;
      const { code, message, param } = error;
      return err({ code, message, param });
    }
  }

  async storePolicy(hash: string, text: string): Promise<{ isNew: boolean }> {
    return { isNew: this.#tables.storePolicy(hash, text) };
  }

  async policy(hash: string): Promise<string | null> {
    const stored = this.#tables.policy(hash);
    if (stored !== undefined) return stored;
    return hash === (await this.#builtInHash) ? canonicalPolicy(loadDefaultPolicy()) : null;
  }

  async storedPolicies(hashes: readonly string[]): Promise<readonly string[]> {
    const builtIn = await this.#builtInHash;
    return hashes.filter((hash) => hash === builtIn || this.#tables.hasPolicy(hash));
  }

  async audit(limit: number): Promise<readonly AuditEntry[]> {
    return this.#tables.audit(limit);
  }

  async experiments(): Promise<readonly ExperimentRecord[]> {
    return this.#tables.experiments();
  }

  async experiment(key: string): Promise<ExperimentRecord | null> {
    return this.#tables.experiment(key) ?? null;
  }

  #changeNow(request: ChangeRequest, { by, now, builtIn }: { by: string; now: number; builtIn: string }): Deployment {
    const { change, expectedSequence, reason, idempotencyKey } = request;
    const tables = this.#tables;
    const said = canonicalJson({ change, by });
    const before = idempotencyKey === undefined ? undefined : tables.answered(idempotencyKey);
    if (before) {
      if (before.said === said) return before.deployment;
      throw conflict('This idempotency key stands for another change: take a new one for each.', 'idempotencyKey');
    }
    const state = tables.state() ?? this.#firstState(builtIn, now);
    if (expectedSequence !== state.deployment.sequence) throw this.#outrun(expectedSequence, state.deployment);

    const next = applyChange(state, change, {
      now,
      isKeyUsed: (key) => tables.experiment(key) !== undefined,
      isSeedUsed: (seed) => tables.isSeedUsed(seed),
      isPolicyKnown: (hash) => tables.hasPolicy(hash) || hash === builtIn,
    });
    if (next !== state) {
      // From now on it is in force by name, whatever policy the next build brings.
      if (!tables.hasPolicy(builtIn)) tables.storePolicy(builtIn, canonicalPolicy(loadDefaultPolicy()));
      tables.write(next, { change, reason, by, at: next.deployment.deployedAt });
    }
    if (idempotencyKey !== undefined) tables.remember(idempotencyKey, { said, deployment: next.deployment });
    return next.deployment;
  }

  /** Numbers are compared within an epoch alone: a book that was lost and begun anew is not taken for an old one. */
  #firstState(builtIn: string, now: number): DeploymentState {
    const unitKey = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { deployment: { ...builtInDeployment(builtIn), epoch: crypto.randomUUID(), unitKey, deployedAt: now }, earlier: [] };
  }

  #outrun(expected: number, { sequence }: Deployment): PhirstError {
    const [last] = this.#tables.audit(1);
    const who = last && last.sequence === sequence ? `. At ${NAMES.moment(last.at)} ${last.by}: ${describeDeploymentChange(last.change, NAMES)} (${last.reason})` : '';
    return conflict(`You expected deployment ${expected}, and it is ${sequence} by now${who}. Look at it, and try again if it still fits.`, 'expectedSequence');
  }

  #describe(deployment: Deployment): DeploymentAnswer {
    const policies: Record<string, Policy> = {};
    const inForce = [deployment.policy, ...deployment.experiments.flatMap(({ variants }) => variants.map(({ policy }) => policy))];
    for (const hash of inForce) {
      const text = this.#tables.policy(hash);
      // Nothing was deployed yet: it is the build's own.
      policies[hash] ??= text === undefined ? loadDefaultPolicy() : (JSON.parse(text) as Policy);
    }
    const records = deployment.experiments.map(({ key }) => this.#tables.experiment(key));
    const definitions = records.flatMap((record) => (record?.definition ? [[record.key, record.definition] as const] : []));
    return { deployment, policies, experiments: Object.fromEntries(definitions) };
  }
}

const NAMES: ChangeNames = { policy: (hash) => hash.slice(0, 12), moment: (unixMs) => new Date(unixMs).toISOString() };

function conflict(message: string, param: string): PhirstError {
  return new PhirstError('deployment_conflict', message, { param });
}
