// The last good policy, kept on the device: a page that starts without a network decides by the real policy, not by the
// built-in one. Kept as it came and parsed again when it is read: another version of the SDK may have written it.
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { PolicyAnswer } from './edge-client.ts';
import type { PolicyInForce } from './policy-source.ts';

/** Raised when what is kept changes its shape; what an older version kept is not read then. */
const VERSION = 1;

/** The part of localStorage that is used. */
export type PolicyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface StoredPolicy extends PolicyAnswer {
  /** When the router last said that this is its policy: Unix time in milliseconds. */
  readonly confirmedAt: number;
}

/** Undefined when it is none that can be read. */
export function readStoredPolicy(text: string): StoredPolicy | undefined {
  try {
    const kept = JSON.parse(text) as (StoredPolicy & { version?: unknown }) | null;
    if (kept?.version !== VERSION || typeof kept.confirmedAt !== 'number') return undefined;
    const { body, etag, confirmedAt } = kept;
    return { body, etag: typeof etag === 'string' ? etag : undefined, confirmedAt };
  } catch {
    return undefined;
  }
}

/** A full or forbidden storage costs nothing but the next start's memory. */
export function storePolicy(storage: PolicyStorage, key: string, policy: StoredPolicy): void {
  try {
    storage.setItem(key, JSON.stringify({ version: VERSION, ...policy }));
  } catch {
    // Nothing to do about it.
  }
}

/** The answer of GET /v1/policy, from the router or kept; undefined when it isn't one. */
export function readPolicy(body: unknown): Pick<PolicyInForce, 'policy' | 'hostedModelIds'> | undefined {
  const { policy, hostedModelIds } = (body ?? {}) as { policy?: unknown; hostedModelIds?: unknown };
  const parsed = parsePolicy(policy);
  if (!parsed.ok || !Array.isArray(hostedModelIds)) return undefined;
  return { policy: parsed.value, hostedModelIds: hostedModelIds.filter((id): id is string => typeof id === 'string') };
}
