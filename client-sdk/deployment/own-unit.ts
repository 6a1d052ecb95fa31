// The unit as this client names it: what stays the same for a person or a device, so that one variant holds for it.
import type { PolicyStorage } from '../edge/stored-policy.ts';
import type { UnitOption } from './unit-option.ts';

export interface OwnUnitInput {
  readonly option?: UnitOption | undefined;
  readonly storage: PolicyStorage | undefined;
  /** Names the router in the storage. */
  readonly baseUrl: string;
  readonly newId: () => string;
}

/** A function of the deployment's unit key. Undefined without one, and where an insecure page can't hash. */
export function createOwnUnit({ option = { keep: false }, storage, baseUrl, newId }: OwnUnitInput): (unitKey: string) => Promise<string | undefined> {
  const hashes = new Map<string, Promise<string | undefined>>();
  const random = 'keep' in option ? randomUnit({ isKept: option.keep, storage, key: `phirst.unit:${baseUrl}`, newId }) : undefined;
  return async (unitKey) => {
    if (unitKey === '') return undefined;
    if ('keep' in option) return random;
    let hash = hashes.get(unitKey);
    if (!hash) hashes.set(unitKey, (hash = hashUnitId(unitKey, option.id)));
    return hash;
  };
}

/** Undefined for an empty id, which would make one unit of all who aren't signed in. */
export async function hashUnitId(unitKey: string, id: string): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle || id === '') return undefined;
  const encode = (text: string) => new TextEncoder().encode(text);
  const key = await subtle.importKey('raw', encode(unitKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = new Uint8Array(await subtle.sign('HMAC', key, encode(id)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface RandomUnitInput {
  readonly isKept: boolean;
  readonly storage: PolicyStorage | undefined;
  readonly key: string;
  readonly newId: () => string;
}

function randomUnit({ isKept, storage, key, newId }: RandomUnitInput): string {
  try {
    if (!isKept) storage?.removeItem(key);
    const kept = isKept ? storage?.getItem(key) : undefined;
    if (kept && /^[\w-]{8,64}$/.test(kept)) return kept;
    const unit = newId();
    if (isKept) storage?.setItem(key, unit);
    return unit;
  } catch {
    // Full or forbidden: then it lives as long as the client.
    return newId();
  }
}
