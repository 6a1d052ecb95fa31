// Whom policies and experiments treat alike: the same string for the client and the edge.
import { REQUEST_HEADERS } from '../../src/wire/headers.ts';
import type { Client } from '../middleware/authenticate.ts';

const LONGEST = 200;

/** The session's; else the one that the caller names; else its key's own, which is never assigned. Undefined for nobody. */
export function unitOfRequest(headers: Headers, { session, key }: Client): string | undefined {
  if (session) return session.unit;
  const named = headers.get(REQUEST_HEADERS.unit)?.trim();
  if (named) return named.slice(0, LONGEST);
  return key === undefined ? undefined : `key:${key}`;
}
