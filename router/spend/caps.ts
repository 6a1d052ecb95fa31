// Which caps a caller's next request falls under.
import { DAY_MS } from '../../src/durations.ts';
import type { Client } from '../middleware/authenticate.ts';
import type { AuditCap } from './spend-ledger.ts';
import type { Cap } from './spend-protocol.ts';

/** Whole micro-USD; undefined = no cap. A day is a day of UTC. */
export interface SpendCaps {
  readonly sessionMicroUsd: number;
  /** For sessions that a page minted without Turnstile. */
  readonly anonymousSessionMicroUsd: number;
  readonly originDailyMicroUsd: number | undefined;
  readonly keyDailyMicroUsd: number | undefined;
  readonly dailyMicroUsd: number | undefined;
}

/**
 * The narrowest first: it is the one a refusal names.
 *
 * @example capsOf({ id: 'key:web', key: 'web' }, { dailyMicroUsd: 5_000_000 }, 0)
 * // [{ scope: 'deployment:1970-01-01', microUsd: 5_000_000, endsAt: … }]
 */
export function capsOf({ session, origin, key }: Client, caps: SpendCaps, now: number, audit?: AuditCap): readonly Cap[] {
  const day = new Date(now).toISOString().slice(0, 10);
  // Kept a day longer than it counts, for calls that are settled after midnight.
  const endsAt = (Math.floor(now / DAY_MS) + 2) * DAY_MS;
  const found: Cap[] = [];
  const add = (scope: string, microUsd: number | undefined, until = endsAt) => {
    if (microUsd !== undefined) found.push({ scope, microUsd, endsAt: until });
  };
  if (audit) add(`audit:${day}`, Math.floor(audit.dailyCostMicroUsd));
  if (session) add(`session:${session.id}`, session.capMicroUsd, session.expiresAt + DAY_MS);
  if (origin !== undefined) add(`origin:${origin}:${day}`, caps.originDailyMicroUsd);
  if (key !== undefined) add(`key:${key}:${day}`, caps.keyDailyMicroUsd);
  add(`deployment:${day}`, caps.dailyMicroUsd);
  return found;
}
