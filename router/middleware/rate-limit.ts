// How often one client may POST, and how often all callers without a key together may for one origin. Bounds a runaway
// loop, a leaked key or a forged Origin in requests; money has its own budget.
import type { Dependencies } from '../dependencies.ts';
import { RetryLaterError } from '../retry-later-error.ts';
import { DEFAULT_REQUESTS_PER_MINUTE } from '../configuration.ts';
import type { Client } from './authenticate.ts';
import { FixedWindow } from './fixed-window.ts';

const WINDOW_MS = 60_000;
/** Clients one isolate remembers. */
const CAPACITY = 10_000;
/** An Origin can be forged from as many addresses as somebody has: one origin gets no more than so many clients. */
const CLIENTS_PER_ORIGIN = 10;

export interface RateLimitInput {
  readonly client: Client;
  /** Cloudflare's counter, one per data centre. Where it isn't bound, or fails, this isolate counts alone. */
  readonly limiter: RateLimit | undefined;
  readonly requestsPerMinute: number;
}

/** Throws `rate_limited` with the seconds to wait. `await createRateLimit({ now: Date.now })({ client, limiter, requestsPerMinute: 60 })` */
export function createRateLimit({ now }: Pick<Dependencies, 'now'>): (input: RateLimitInput) => Promise<void> {
  const local = new FixedWindow({ windowMs: WINDOW_MS, capacity: CAPACITY });
  // Counted by each isolate on its own: several let through as many times more. Apart from the clients, whose number
  // could push it out.
  const origins = new FixedWindow({ windowMs: WINDOW_MS, capacity: CAPACITY });
  return async ({ client, limiter, requestsPerMinute }) => {
    // The binding's own limit is fixed in wrangler.toml: another limit is counted here alone.
    const binding = requestsPerMinute === DEFAULT_REQUESTS_PER_MINUTE ? limiter : undefined;
    const waitMs = (await askBinding(binding, client.id)) ?? local.take(client.id, requestsPerMinute, now());
    if (waitMs > 0) throw rateLimited(`More than ${requestsPerMinute} requests in a minute.`, waitMs);
    // A session that a backend minted isn't a page's mere word for its origin.
    if (client.origin === undefined || client.session?.mintedBy !== undefined) return;
    // Last: what is refused above takes nothing from the others.
    const limit = requestsPerMinute * CLIENTS_PER_ORIGIN;
    const originWaitMs = origins.take(client.origin, limit, now());
    if (originWaitMs > 0) throw rateLimited(`More than ${limit} requests in a minute for this origin.`, originWaitMs);
  };
}

function rateLimited(what: string, waitMs: number): RetryLaterError {
  return new RetryLaterError('rate_limited', `${what} Wait and try again.`, { retryAfter: String(Math.ceil(waitMs / 1000)) });
}

/** Milliseconds to wait (the binding doesn't say how long, so a whole window), or undefined when it can't be asked. */
async function askBinding(limiter: RateLimit | undefined, key: string): Promise<number | undefined> {
  if (!limiter) return undefined;
  try {
    return (await limiter.limit({ key })).success ? 0 : WINDOW_MS;
  } catch {
    return undefined;
  }
}
