// Who calls: the holder of a key or of a session token, a page of an allowed origin, or whoever is let in without.
//
// An Origin header is only as honest as its sender: browsers can't lie about it, a script on a server can. So where session
// tokens are on, a page's word is good for minting one, within limits, and for nothing that costs money.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { bearerToken } from '../bearer-token.ts';
import type { Configuration } from '../configuration.ts';
import { isSessionToken, verifySession, type Session } from '../sessions/session-token.ts';
import { findCallerKey } from './caller-keys.ts';
import { clientAddress } from './client-address.ts';
import type { OriginAdmission } from './cross-origin.ts';
import type { Role, Standing } from './role.ts';

export type { Role } from './role.ts';

export interface Client {
  /** Stable name for rate limits: never a key or a token. */
  readonly id: string;
  readonly standing: Standing;
  /** The listed origin of a page, by its Origin header or by its session token. */
  readonly origin?: string;
  readonly role?: Role;
  /** Name of the key, or of the key that minted the session. */
  readonly key?: string;
  readonly session?: Session;
}

export interface AuthenticateInput {
  readonly request: Request;
  readonly configuration: Configuration;
  readonly origin: OriginAdmission;
  readonly isLoopback: boolean;
  /** Whether a policy of this name is in force: sessions are minted for one. */
  readonly isInForce: (policy: string) => boolean | Promise<boolean>;
  readonly now: number;
}

/** Throws `unauthenticated` for a wrong key or token and for none where one is needed, and what `verifySession` throws. */
export async function authenticate(input: AuthenticateInput): Promise<Client> {
  const { request, configuration, origin, isLoopback } = input;
  const { keys, sessions, allowedOrigins } = configuration;
  const isPage = origin.kind !== 'none' && origin.isListed;
  const token = bearerToken(request.headers);

  if (sessions && token !== undefined && isSessionToken(token)) return sessionClient(await verifySession(token, { ...input, sessions }), configuration);
  if (token !== undefined && keys.length > 0) {
    const key = await findCallerKey(keys, token);
    if (key) return { id: `key:${key.name}`, standing: key.role, role: key.role, key: key.name };
    if (!isPage && asksForKeys(keys, isLoopback)) throw new PhirstError('unauthenticated', 'This key is not one of the router’s (PHIRST_KEYS).');
  }
  // Whatever else an OpenAI client sends along from an allowed page, or on a router without keys, is not looked at.
  if (isPage) return { ...anonymous(request), standing: sessions ? 'page' : 'anyone', origin: origin.origin };
  const isOpen = !asksForKeys(keys, isLoopback) && (allowedOrigins.size === 0 || isLoopback);
  if (isOpen || isOwnRead(request, configuration)) return { ...anonymous(request), standing: 'anyone' };
  if (keys.length > 0) throw new PhirstError('unauthenticated', 'Send a key of this router: "Authorization: Bearer <key>".');
  const message = 'This router serves pages of its allowed origins only; PHIRST_KEYS would admit others.';
  throw new PhirstError('unauthenticated', message);
}

/** On the developer's own machine a key that only administers closes nothing: pages there ask without one, clients with any. */
function asksForKeys(keys: Configuration['keys'], isLoopback: boolean): boolean {
  return keys.some(({ role }) => !isLoopback || role === 'caller' || role === 'backend');
}

/** Throws `session_expired` where the key that minted it is no longer one: who takes a key away takes its sessions with it. */
export function sessionClient(session: Session, { keys }: Configuration): Client {
  const { mintedBy } = session;
  if (mintedBy !== undefined && !keys.some(({ name }) => name === mintedBy)) {
    throw new PhirstError('session_expired', 'The key that minted this session token is no longer one of the router’s: mint another.');
  }
  return {
    id: `session:${session.id}`,
    standing: 'session',
    session,
    ...(session.origin !== undefined && { origin: session.origin }),
    ...(session.mintedBy !== undefined && { key: session.mintedBy }),
  };
}

function anonymous(request: Request): Pick<Client, 'id'> {
  return { id: `ip:${clientAddress(request.headers.get('cf-connecting-ip') ?? 'unknown')}` };
}

/** A page's own GET of what costs nothing: browsers send no Origin with it, but say that it is same-origin. */
function isOwnRead(request: Request, { allowedOrigins }: Configuration): boolean {
  if (request.method !== 'GET' || request.headers.get('sec-fetch-site') !== 'same-origin') return false;
  const { pathname } = new URL(request.url);
  return allowedOrigins.size > 0 && (/^\/v1\/models(?:\/|$)/.test(pathname) || pathname === '/v1/policy');
}
