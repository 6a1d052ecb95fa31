// The edge's decision ids are signed for the unit they were made for: whoever tells of a decision has been there.
import { base64url } from '../base64url.ts';
import type { SessionSettings } from '../configuration.ts';

/** 132 bits: nobody finds a second one by trying. */
const SIGNATURE_CHARACTERS = 22;

const keys = new Map<string, Promise<CryptoKey>>();

/**
 * Plain where there are no sessions, and so no secret, and for a caller without a unit.
 *
 * @example await signDecisionId('5f…', { unit: 'user-1', sessions }) // '5f….h9Xk…'
 */
export async function signDecisionId(id: string, { unit, sessions }: { readonly unit: string | null | undefined; readonly sessions: SessionSettings | undefined }): Promise<string> {
  const secret = sessions?.secrets[0];
  if (secret === undefined || typeof unit !== 'string') return id;
  return `${id}.${await signatureOf(id, unit, secret)}`;
}

/** `await isDecisionOf(unit, '5f….h9Xk…', sessions)` */
export async function isDecisionOf(unit: string, decisionId: string, { secrets }: SessionSettings): Promise<boolean> {
  const dot = decisionId.lastIndexOf('.');
  if (dot < 0) return false;
  const [id, signature] = [decisionId.slice(0, dot), decisionId.slice(dot + 1)];
  if (signature.length !== SIGNATURE_CHARACTERS) return false;
  for (const secret of secrets) if (isSame(signature, await signatureOf(id, unit, secret))) return true;
  return false;
}

async function signatureOf(id: string, unit: string, secret: string): Promise<string> {
  // A unit can hold any character: JSON keeps the two apart.
  const signed = await crypto.subtle.sign('HMAC', await keyOf(secret), new TextEncoder().encode(JSON.stringify(['phirst decision', id, unit])));
  return base64url(signed).slice(0, SIGNATURE_CHARACTERS);
}

function keyOf(secret: string): Promise<CryptoKey> {
  let key = keys.get(secret);
  if (!key) keys.set(secret, (key = crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])));
  return key;
}

/** In constant time, for what has the same length. */
function isSame(one: string, other: string): boolean {
  let difference = 0;
  for (let index = 0; index < SIGNATURE_CHARACTERS; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
