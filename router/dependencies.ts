// What the app takes from the platform, as arguments, so that a test can put its own in place.
import type { Policy } from '../src/policy/policy.ts';
import { loadDefaultPolicy } from '../src/policy/load-default-policy.ts';
import type { Bindings } from './env.ts';
import { forgetfulSink, type EventSink } from './events/event-sink.ts';
import { createQueueSink } from './events/queue-sink.ts';
import { createLedgerOf } from './spend/capped-ledger.ts';
import type { SpendLedger } from './spend/spend-ledger.ts';

export interface Dependencies {
  /** Calls the provider behind PROVIDER_URL, and Turnstile. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The policy in force. */
  readonly policy: Policy;
  /** Milliseconds. In workerd the clock only moves with I/O, so differences span I/O and nothing else. */
  readonly now: () => number;
  readonly newDecisionId: () => string;
  /** From 0 to 1: spreads retries, so that callers who failed together don't come back together. */
  readonly draw: () => number;
  /** What callers may still spend. */
  readonly ledgerOf: (env: Bindings) => SpendLedger;
  /** Takes the events of every request, and those of clients. */
  readonly eventsOf: (env: Bindings) => EventSink;
}

/** `completeDependencies({ policy })`: yours where given, the platform's elsewhere. */
export function completeDependencies(given: Partial<Dependencies>): Dependencies {
  const now = given.now ?? Date.now;
  return {
    fetch: given.fetch ?? ((url, init) => fetch(url, init)),
    policy: given.policy ?? loadDefaultPolicy(),
    now,
    newDecisionId: given.newDecisionId ?? (() => crypto.randomUUID()),
    draw: given.draw ?? Math.random,
    ledgerOf: given.ledgerOf ?? createLedgerOf({ now }),
    eventsOf: given.eventsOf ?? ((env) => (env.EVENTS ? createQueueSink(env.EVENTS) : forgetfulSink)),
  };
}
