// Routers over one deployment: the real Durable Object and the real KV, an operator's key, and a clock a test may move.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createApp } from '../../../router/app.ts';
import type { DeploymentBooks } from '../../../router/deployment/deployment-protocol.ts';
import type { DeploymentBook } from '../../../router/deployment/deployment-book.ts';
import type { Bindings } from '../../../router/env.ts';
import type { StoredEvent } from '../../../src/event/stored-event.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { AuditEntry, ChangeRequest, DeploymentAnswer, DeploymentChange, StorePolicyAnswer } from '../../../src/wire/admin-api.ts';
import { storedKeys } from '../../support/stored-keys.ts';
import { CHAT, chatBody } from './chat-body.ts';
import { COMPLETION, scriptedUpstream } from './scripted-upstream.ts';

export const BASE = 'https://phirst.example';
const KEYS = await storedKeys(['me', 'operator'], ['you', 'operator'], ['look', 'reader'], ['web', 'caller']);

/** A book that no other test writes into. */
export function newDeployment() {
  const { DEPLOYMENTS, POLICIES } = env as { DEPLOYMENTS: DurableObjectNamespace<DeploymentBook>; POLICIES: KVNamespace };
  const name = crypto.randomUUID();
  const clock = { now: Date.now() };
  // The platform's types take a pair for a list once it has travelled.
  const books = { getByName: () => DEPLOYMENTS.getByName(name) } as unknown as DeploymentBooks;
  return { clock, stub: () => DEPLOYMENTS.getByName(name), DEPLOYMENTS: books, POLICIES };
}
export type TestDeployment = ReturnType<typeof newDeployment>;

/** One isolate's router. What runs behind its answers is waited for by `settle`. */
export function startIsolate(deployment: TestDeployment, settings: Bindings = {}) {
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  const app = createApp({ fetch: upstream.fetch, now: () => deployment.clock.now });
  const events: StoredEvent[] = [];
  const EVENTS = { sendBatch: async (batch: Iterable<{ body: StoredEvent }>) => void events.push(...[...batch].map(({ body }) => body)) } as unknown as Queue;
  const bindings: Bindings = { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: KEYS, DEPLOYMENTS: deployment.DEPLOYMENTS, POLICIES: deployment.POLICIES, EVENTS, ...settings };
  let behind: Promise<unknown>[] = [];
  const request = async (path: string, { key = 'web', body, headers = {} }: { key?: string; body?: unknown; headers?: Record<string, string> } = {}) => {
    const context = createExecutionContext();
    const init = { headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers } };
    const response = await app.fetch(new Request(BASE + path, body === undefined ? init : { ...init, method: 'POST', body: JSON.stringify(body) }), bindings, context);
    behind.push(waitOnExecutionContext(context));
    return response;
  };
  const changeWith = (fields: ChangeRequest, key = 'me') => request('/admin/deployment', { key, body: fields });
  const answerOf = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json<T>();
  };
  return {
    upstream,
    events,
    request,
    changeWith,
    async settle() {
      await Promise.all(behind.splice(0));
    },
    ask: (headers: Record<string, string> = {}, fields: Record<string, unknown> = {}) => request(CHAT, { body: chatBody(fields), headers }),
    store: async (policy: Policy) => (await answerOf<StorePolicyAnswer>(await request('/admin/policies', { key: 'me', body: policy }))).hash,
    read: async () => answerOf<DeploymentAnswer>(await request('/admin/deployment', { key: 'look' })),
    audit: async () => answerOf<readonly AuditEntry[]>(await request('/admin/audit', { key: 'look' })),
    /** As somebody who has just looked. */
    async change(change: DeploymentChange): Promise<DeploymentAnswer> {
      const { deployment: current } = await answerOf<DeploymentAnswer>(await request('/admin/deployment', { key: 'look' }));
      return answerOf(await changeWith({ change, expectedSequence: current.sequence, reason: 'test' }));
    },
  };
}

/** The built-in policy under another name, and so under another hash. */
export function policyNamed(name: string, fields: Partial<Policy> = {}): Policy {
  return { ...loadDefaultPolicy(), ...fields, name };
}

export function experimentOf(variants: Readonly<Record<string, string>>, fields: Partial<Experiment> = {}) {
  return {
    schemaVersion: 1,
    key: 'sure',
    variants: Object.entries(variants).map(([name, policy]) => ({ name, policy })),
    primary: 'answered',
    ...fields,
  } as Experiment;
}
