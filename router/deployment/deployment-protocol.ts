// What the router and the deployment's book say to each other.
import type { ErrorCode } from '../../src/errors/error-code.ts';
import type { Deployment, RunningExperiment } from '../../src/experiment/deployment.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { Result } from '../../src/result.ts';
import type { AuditEntry, ChangeRequest, DeploymentAnswer } from '../../src/wire/admin-api.ts';

/** A PhirstError as it travels: a thrown one would lose its code on the way. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly param: string | null;
}

/** Which deployment somebody has. */
export type KnownDeployment = Pick<Deployment, 'epoch' | 'sequence'>;

/** An experiment or a rollout, also one that has ended. */
export interface ExperimentRecord {
  readonly key: string;
  /** As it was deployed last. */
  readonly running: RunningExperiment;
  /** As a person wrote it; null for a rollout. */
  readonly definition: Experiment | null;
  readonly endedAt: number | null;
}

/** The Durable Object as its callers see it. */
export interface DeploymentBookStub {
  /** Null for whoever has the newest already, and while nothing was deployed. */
  newerThan(known: KnownDeployment): Promise<Deployment | null>;
  /** All of what is in force; of the build's own policy while nothing was deployed. */
  read(): Promise<DeploymentAnswer>;
  /**
   * One change, in whole or not at all. The same idempotency key changes nothing twice, and is answered as it was the first
   * time, whatever holds by then.
   *
   * @param by name of the key, or `guardrail`
   * @param now Unix time in milliseconds; the object's own clock where it is left out
   */
  change(request: ChangeRequest, by: string, now?: number): Promise<Result<DeploymentAnswer, Refusal>>;
  /** @param text the canonical JSON whose SHA-256 the hash is */
  storePolicy(hash: string, text: string): Promise<{ readonly isNew: boolean }>;
  /** Canonical JSON; null for one that was never stored. */
  policy(hash: string): Promise<string | null>;
  /** Those of the hashes that were ever stored. */
  storedPolicies(hashes: readonly string[]): Promise<readonly string[]>;
  /** Newest first. */
  audit(limit: number): Promise<readonly AuditEntry[]>;
  /** Newest first, also those that have ended. */
  experiments(): Promise<readonly ExperimentRecord[]>;
  experiment(key: string): Promise<ExperimentRecord | null>;
}

/** The binding: `books.getByName(DEPLOYMENT_BOOK)`. */
export interface DeploymentBooks {
  getByName(name: string): DeploymentBookStub;
}

/** The only one: what is in force has one writer. */
export const DEPLOYMENT_BOOK = 'deployment';
