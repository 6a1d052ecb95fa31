// What this isolate knows of the deployment. Requests read it from memory; what is old is refreshed behind them, and where
// that fails the last one known stays: a store that is slow or away delays no answer.
import type { Deployment } from '../../src/experiment/deployment.ts';
import { builtInDeployment } from '../../src/experiment/deployment-state.ts';
import { mayReplace } from '../../src/experiment/may-replace.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings } from '../env.ts';
import { DEPLOYMENT_BOOK, type DeploymentBooks } from './deployment-protocol.ts';
import { createInForce, type InForce, type NamedPolicy } from './in-force.ts';
import { hashOf } from './hash-of.ts';
import { loadPolicy } from './load-policy.ts';

/** From this age on it is refreshed. */
const STALE_AFTER_MS = 5000;
/** The same where somebody asks what is in force rather than for an answer. */
const ASKED_STALE_AFTER_MS = 1000;
/** How long anybody waits for the book. */
const PATIENCE_MS = 250;
/** A read that takes longer is given up: its isolate's request may be over. */
const LOST_AFTER_MS = 10_000;

/** Of a request: keeps work alive behind its answer. */
interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

export interface DeploymentSource {
  /** From memory; only an isolate's very first request waits for the book, for a quarter of a second at most. */
  current(env: Bindings, context: Waiting): Promise<InForce>;
  /** Not older than a second, where the book answers within a quarter of one. For whoever asks what is in force. */
  newest(env: Bindings, context: Waiting): Promise<InForce>;
  /** Not older than now, however long that takes: for whoever has just changed it. */
  reread(env: Bindings): Promise<InForce>;
}

interface Memory {
  held: InForce;
  /** When the last read began. */
  askedAt: number;
  reading: Promise<void> | undefined;
  /** Nobody was answered by it yet. */
  isNew: boolean;
}

/** `createDeploymentSource({ policy, now })`: one memory for each environment. */
export function createDeploymentSource({ policy, now }: Pick<Dependencies, 'policy' | 'now'>): DeploymentSource {
  const memories = new WeakMap<Bindings, Memory>();
  let builtIn: NamedPolicy | undefined;

  const memoryOf = async (env: Bindings): Promise<Memory> => {
    const known = memories.get(env);
    if (known) return known;
    builtIn ??= { hash: await hashOf(policy), document: policy };
    const raced = memories.get(env);
    if (raced) return raced;
    const memory = { held: builtInForce(builtIn), askedAt: -Infinity, reading: undefined, isNew: true };
    memories.set(env, memory);
    return memory;
  };

  const startReading = (memory: Memory, env: Bindings, books: DeploymentBooks): Promise<void> => {
    memory.askedAt = now();
    const reading = readInto(memory, { env, books, builtIn: builtIn! }).finally(() => {
      if (memory.reading === reading) memory.reading = undefined;
    });
    return (memory.reading = reading);
  };

  /** The read to wait for, where somebody wants to; undefined where memory is young enough. */
  const refresh = (memory: Memory, env: Bindings, { context, staleAfterMs }: { context: Waiting; staleAfterMs: number }): Promise<void> | undefined => {
    if (!env.DEPLOYMENTS) return undefined;
    // A clock that was set back mustn't end all reading.
    const ageMs = Math.abs(now() - memory.askedAt);
    if (memory.reading && ageMs < LOST_AFTER_MS) return memory.reading;
    if (ageMs < staleAfterMs) return undefined;
    const reading = startReading(memory, env, env.DEPLOYMENTS);
    context.waitUntil(reading);
    return reading;
  };

  return {
    async current(env, context) {
      const memory = await memoryOf(env);
      const reading = refresh(memory, env, { context, staleAfterMs: STALE_AFTER_MS });
      if (reading && memory.isNew) await atMost(reading, PATIENCE_MS);
      memory.isNew = false;
      return memory.held;
    },
    async newest(env, context) {
      const memory = await memoryOf(env);
      const reading = refresh(memory, env, { context, staleAfterMs: ASKED_STALE_AFTER_MS });
      if (reading) await atMost(reading, PATIENCE_MS);
      return memory.held;
    },
    async reread(env) {
      const memory = await memoryOf(env);
      if (env.DEPLOYMENTS) await startReading(memory, env, env.DEPLOYMENTS);
      return memory.held;
    },
  };
}

function builtInForce(builtIn: NamedPolicy): InForce {
  const { hash, document } = builtIn;
  return createInForce({ deployment: builtInDeployment(hash), policies: new Map([[hash, document]]), builtIn });
}

interface ReadInput {
  readonly env: Bindings;
  readonly books: DeploymentBooks;
  readonly builtIn: NamedPolicy;
}

/** Never rejects. */
async function readInto(memory: Memory, { env, books, builtIn }: ReadInput): Promise<void> {
  let next: Deployment | null = null;
  try {
    next = await books.getByName(DEPLOYMENT_BOOK).newerThan(memory.held.deployment);
    if (!next || !mayReplace(memory.held.deployment, next)) return;
    const policies = await loadAll(next, { env, known: memory.held.policies, builtIn });
    // Another read may have been faster meanwhile.
    if (mayReplace(memory.held.deployment, next)) memory.held = createInForce({ deployment: next, policies, builtIn });
  } catch (error) {
    console.error(JSON.stringify({ event: 'deployment_not_read', name: error instanceof Error ? error.name : 'unknown' }));
    // All of a deployment or nothing; but what it revokes is over at once.
    if (next) memory.held = withoutRevoked(memory.held, next.revoked, builtIn);
  }
}

interface LoadInput {
  readonly env: Bindings;
  readonly known: ReadonlyMap<string, Policy>;
  readonly builtIn: NamedPolicy;
}

async function loadAll({ policy, experiments, revoked }: Deployment, { env, known, builtIn }: LoadInput): Promise<ReadonlyMap<string, Policy>> {
  const named = new Set([policy, ...experiments.flatMap(({ variants }) => variants.map((variant) => variant.policy))]);
  const usable = [...named].filter((hash) => !revoked.includes(hash));
  const load = async (hash: string) => [hash, known.get(hash) ?? (hash === builtIn.hash ? builtIn.document : await loadPolicy(env, hash))] as const;
  return new Map(await Promise.all(usable.map(load)));
}

function withoutRevoked({ deployment, policies }: InForce, revoked: readonly string[], builtIn: NamedPolicy): InForce {
  const kept = new Map([...policies].filter(([hash]) => !revoked.includes(hash)));
  return createInForce({ deployment: { ...deployment, revoked: [...new Set([...deployment.revoked, ...revoked])] }, policies: kept, builtIn });
}

/** The timer goes with the work: an isolate may stay for hours. */
async function atMost(work: Promise<void>, patienceMs: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  await Promise.race([work, late]);
  clearTimeout(timer);
}
