// The last good policy, kept on the device: a page that starts without a network decides by the real policy, not by the
// built-in one. Kept as it came and parsed again when it is read: another version of the SDK may have written it.
import type { PolicyAnswer } from './edge-client.ts';

// One chunk: whoever knows a deployment has what it takes to go by it.
export { createAssigner } from '../deployment/assigner.ts';
export { mayReplace } from '../../src/experiment/may-replace.ts';
export { readPolicyAnswer } from '../deployment/read-policy-answer.ts';
export { watchPage } from '../deployment/watch-page.ts';

/** Raised when what is kept changes its shape; what an older version kept is not read then. */
const VERSION = 1;

/** The part of localStorage that is used. */
export type PolicyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface StoredPolicy extends PolicyAnswer {
  /** When the router last said that this is its policy: Unix time in milliseconds. */
  readonly confirmedAt: number;
  /** Hashes that stay revoked whatever comes after. */
  readonly revoked: readonly string[];
}

/** Undefined when it is none that can be read. */
export function readStoredPolicy(text: string): StoredPolicy | undefined {
  try {
    const kept = JSON.parse(text) as (StoredPolicy & { version?: unknown }) | null;
    if (kept?.version !== VERSION || typeof kept.confirmedAt !== 'number') return undefined;
    const { body, etag, confirmedAt, revoked } = kept;
    return { body, etag: typeof etag === 'string' ? etag : undefined, confirmedAt, revoked: Array.isArray(revoked) ? revoked : [] };
  } catch {
    return undefined;
  }
}

/** A full or forbidden storage costs nothing but the next start's memory. */
export function storePolicy(storage: PolicyStorage, key: string, policy: StoredPolicy): void {
  try {
    const other = readStoredPolicy(storage.getItem(key) ?? '');
    // Another tab of this page has heard of a newer one.
    if (other && isOlder(policy.body, other.body)) return;
    storage.setItem(key, JSON.stringify({ version: VERSION, ...policy }));
  } catch {
    // Nothing to do about it.
  }
}

function isOlder(mine: unknown, other: unknown): boolean {
  const [one, two] = [mine, other].map((body) => (body as { deployment?: { epoch?: unknown; sequence?: unknown } } | null)?.deployment);
  return one?.epoch === two?.epoch && Number(one?.sequence) < Number(two?.sequence);
}
