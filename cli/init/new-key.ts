// A caller's key and the entry of PHIRST_KEYS that lets it in: the router keeps the key's digest alone.
import { createHash, randomBytes } from 'node:crypto';

export interface NewKey {
  /** Shown once; its holder sends it. */
  readonly key: string;
  /** `name:role:sha256` */
  readonly entry: string;
}

export function newKey(name: string, role: 'caller' | 'backend' | 'operator' | 'reader'): NewKey {
  const key = `phk_${randomBytes(32).toString('base64url')}`;
  return { key, entry: `${name}:${role}:${createHash('sha256').update(key).digest('hex')}` };
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
