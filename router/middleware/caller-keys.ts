// PHIRST_KEYS: who holds a key of this router. The setting has their digests, so whoever reads it has no key.
import { err, ok, type Result } from '../../src/result.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';
import { ROLES, type Role } from './role.ts';

export interface CallerKey {
  /** What limits, caps and logs call its holder. Two keys may share it while one replaces the other. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the key. Keys have 256 random bits, so nothing slower is needed to keep them from being guessed. */
  readonly digest: ArrayBuffer;
}

const ENTRY = /^([a-z0-9][a-z0-9._-]{0,63}):([a-z]+):([0-9a-f]{64})$/;

/**
 * Entries are `name:role:sha256`, the digest in hexadecimal.
 *
 * @example parseCallerKeys(['web:caller:9f86d081884c7d65…']) // { ok: true, value: [{ name: 'web', role: 'caller', digest }] }
 * @example parseCallerKeys(['a-plain-key']).ok // false
 */
export function parseCallerKeys(entries: readonly string[]): Result<readonly CallerKey[], string> {
  const keys: CallerKey[] = [];
  for (const [index, entry] of entries.entries()) {
    const [, name, role, hex] = ENTRY.exec(entry) ?? [];
    if (name === undefined || hex === undefined || !isRole(role)) {
      return err(
        `Entry ${index + 1} of PHIRST_KEYS is not "name:role:sha256" with one of the roles ${ROLES.join(', ')}. Keys are kept ` +
          'as digests: "npm run key -- --role caller --name web" makes a key and its entry, and with --stdin it makes the ' +
          'entry of a key you have.',
      );
    }
    if (entries.slice(0, index).some((earlier) => earlier.endsWith(hex))) {
      return err(`Entry ${index + 1} of PHIRST_KEYS is a key that stands there already: each has one name and one role.`);
    }
    keys.push({ name, role, digest: bytesOf(hex) });
  }
  return ok(keys);
}

/** The line to store for a key: `await callerKeyEntry({ name: 'web', role: 'caller', key })` → 'web:caller:9f86d0…' */
export async function callerKeyEntry({ name, role, key }: { name: string; role: string; key: string }): Promise<string> {
  return `${name}:${role}:${hexOf(await secretDigest(key))}`;
}

/** Whose key it is. Compares with all of them, in constant time, whether or not one has matched. */
export async function findCallerKey(keys: readonly CallerKey[], token: string): Promise<CallerKey | undefined> {
  const digest = await secretDigest(token);
  let found: CallerKey | undefined;
  for (const key of keys) if (crypto.subtle.timingSafeEqual(digest, key.digest)) found = key;
  return found;
}

function isRole(role: string | undefined): role is Role {
  return (ROLES as readonly (string | undefined)[]).includes(role);
}

function bytesOf(hex: string): ArrayBuffer {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)).buffer;
}
