// Who calls. A key of PHIRST_KEYS, or a page of an allowed origin.
//
// An Origin header is only as honest as its sender: browsers can't lie about it, a script on a server can. What a page
// may call without a key, such a script may call too; the rate limits (of the client and of the origin), the output ceiling
// and the policy's money budget are what bounds it, until pages get session tokens.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { bearerToken } from '../bearer-token.ts';
import type { Configuration } from '../configuration.ts';
import { hexOf, matchesAnyDigest, secretDigest } from '../secret-digest.ts';
import { clientAddress } from './client-address.ts';
import type { OriginAdmission } from './cross-origin.ts';

/** `caller` asks, `backend` also mints session tokens for its pages, `operator` may do everything, `reader` only look. */
export type Role = 'caller' | 'backend' | 'operator' | 'reader';

export interface Client {
  /** Stable name for rate limits: never a key, only the start of its hash. */
  readonly id: string;
  /** The listed origin that a caller without a key was let in for. */
  readonly origin?: string;
  readonly role?: Role;
}

export interface AuthenticateInput {
  readonly request: Request;
  readonly configuration: Configuration;
  readonly origin: OriginAdmission;
  readonly isLoopback: boolean;
}

/** Throws `unauthenticated` for a wrong key, and for none where one is needed. */
export async function authenticate({ request, configuration, origin, isLoopback }: AuthenticateInput): Promise<Client> {
  const { keys, allowedOrigins } = configuration;
  const isPage = origin.kind !== 'none' && origin.isListed;
  if (keys.length > 0 && !isPage) {
    const token = bearerToken(request.headers);
    if (token !== undefined) return authenticateKey(token, configuration);
    if (isOwnRead(request, configuration)) return anonymous(request);
    throw new PhirstError('unauthenticated', 'Send a key of this router: "Authorization: Bearer <key>".');
  }
  // Whatever key an OpenAI client sends along from an allowed page, or on a router without keys, is not looked at.
  const isOpen = keys.length === 0 && (allowedOrigins.size === 0 || isLoopback);
  if (isPage) return { ...anonymous(request), origin: origin.origin };
  if (isOpen || isOwnRead(request, configuration)) return anonymous(request);
  const message = 'This router serves pages of its allowed origins only; PHIRST_KEYS would admit others.';
  throw new PhirstError('unauthenticated', message);
}

function anonymous(request: Request): Client {
  return { id: `ip:${clientAddress(request.headers.get('cf-connecting-ip') ?? 'unknown')}` };
}

/** A page's own GET of what costs nothing: browsers send no Origin with it, but say that it is same-origin. */
function isOwnRead(request: Request, { allowedOrigins }: Configuration): boolean {
  if (request.method !== 'GET' || request.headers.get('sec-fetch-site') !== 'same-origin') return false;
  const { pathname } = new URL(request.url);
  return allowedOrigins.size > 0 && (/^\/v1\/models(?:\/|$)/.test(pathname) || pathname === '/v1/policy');
}

/** Digests of the configured keys; made with the first request that presents one. */
const digests = new WeakMap<Configuration, readonly ArrayBuffer[]>();

async function authenticateKey(token: string, configuration: Configuration): Promise<Client> {
  let expected = digests.get(configuration);
  if (!expected) digests.set(configuration, (expected = await Promise.all(configuration.keys.map(secretDigest))));
  const digest = await secretDigest(token);
  if (!matchesAnyDigest(digest, expected)) {
    throw new PhirstError('unauthenticated', 'This key is not one of the router’s (PHIRST_KEYS).');
  }
  return { id: `key:${hexOf(digest).slice(0, 16)}` };
}
