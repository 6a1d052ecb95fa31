// A policy's name for ever: SHA-256 of its canonical JSON. The same for YAML and JSON, whatever the order of the fields.
import { canonicalJson } from './canonical-json.ts';
import type { Policy } from './policy.ts';

/** SHA-256 of a text's UTF-8; every platform brings its own. */
export type Sha256 = (text: string) => Promise<ArrayBuffer>;

/** What is hashed. `$schema` is for editors and differs between files of one and the same policy. */
export function canonicalPolicy(policy: Policy): string {
  const { $schema: _, ...rules } = policy;
  return canonicalJson(rules);
}

/**
 * @param policy a parsed one (parsePolicy)
 * @example await policyHash(policy, (text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))) // '3b1f…', 64 digits
 */
export async function policyHash(policy: Policy, sha256: Sha256): Promise<string> {
  return hashInHex(canonicalPolicy(policy), sha256);
}

/** `await hashInHex('', sha256)` → 'e3b0c442…' */
export async function hashInHex(text: string, sha256: Sha256): Promise<string> {
  const digest = new Uint8Array(await sha256(text));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
