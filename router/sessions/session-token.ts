// A session token: a JWT that lets one page, or one client of an app's backend, ask for some minutes and some cents.
// It is a bearer token, good for any number of requests within both; what it can't do is outlive or outspend itself, work on
// another origin, or mint another.
import { SignJWT, errors, jwtVerify, type JWTHeaderParameters } from 'jose';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { SessionSettings } from '../configuration.ts';
import type { OriginAdmission } from '../middleware/cross-origin.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';

export interface Session {
  readonly id: string;
  /** The only origin whose pages may use it; absent = only what isn't a page. */
  readonly origin?: string;
  /** Whom policies and experiments treat alike. */
  readonly unit: string;
  readonly policy: string;
  readonly capMicroUsd: number;
  /** Name of the backend's key; absent when the page minted it for itself. */
  readonly mintedBy?: string;
  /** Milliseconds since 1970, in whole seconds. */
  readonly expiresAt: number;
}

const ISSUER = 'phirst';
const AUDIENCE = 'phirst-router';
/** Says what the token is for, so that no other token signed with the same secret passes for one. */
const TYPE = 'phirst-session+jwt';
/** The only one we sign with, and so the only one we accept: a token doesn't choose how it is checked. */
const ALGORITHM = 'HS256';
/** How far two clocks of Cloudflare may be apart. */
const SKEW_SECONDS = 5;
/** A token of ours has some 500 characters. */
const LONGEST = 2048;

/** Three parts with dots between, which no key has: `isSessionToken('eyJhbGciOi….eyJ….c2ln')` */
export function isSessionToken(token: string): boolean {
  return token.startsWith('eyJ') && token.split('.').length === 3;
}

/** `await signSession(session, { sessions, now: Date.now() })` */
export async function signSession(session: Session, { sessions, now }: { sessions: SessionSettings; now: number }): Promise<string> {
  const { id, origin, unit, policy, capMicroUsd, mintedBy, expiresAt } = session;
  const secret = sessions.secrets[0]!;
  return new SignJWT({ origin, unit, policy, cap: capMicroUsd, by: mintedBy })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: await keyId(secret) })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setJti(id)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(bytesOf(secret));
}

export interface VerifySessionInput {
  readonly sessions: SessionSettings;
  readonly request: Request;
  readonly origin: OriginAdmission;
  /** Whether a policy of this name is in force. */
  readonly isInForce: (policy: string) => boolean | Promise<boolean>;
  readonly now: number;
}

/**
 * Throws `unauthenticated` for a token that isn't ours, `session_expired` for one that was and is over, and
 * `origin_not_allowed` for one that was taken to another origin.
 */
export async function verifySession(token: string, input: VerifySessionInput): Promise<Session> {
  const session = await readSession(token, input);
  if (session.origin !== originOf(input)) {
    throw new PhirstError('origin_not_allowed', 'This session token belongs to another origin.');
  }
  if (!(await input.isInForce(session.policy))) {
    throw new PhirstError('session_expired', 'The policy that this session token was minted for is no longer in force: mint another.');
  }
  return session;
}

async function readSession(token: string, { sessions, now }: VerifySessionInput): Promise<Session> {
  if (token.length > LONGEST) throw notOurs();
  try {
    const { payload } = await jwtVerify(token, (header) => secretOf(header, sessions.secrets), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['jti', 'iat', 'exp', 'unit', 'policy', 'cap'],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now),
    });
    const { jti, exp, origin, unit, policy, cap, by } = payload;
    return {
      id: jti as string,
      unit: unit as string,
      policy: policy as string,
      capMicroUsd: cap as number,
      expiresAt: (exp as number) * 1000,
      ...(typeof origin === 'string' && { origin }),
      ...(typeof by === 'string' && { mintedBy: by }),
    };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new PhirstError('session_expired', 'This session token has expired: mint another.');
    throw notOurs();
  }
}

/** Nothing is told of what is wrong with a forgery. */
function notOurs(): PhirstError {
  return new PhirstError('unauthenticated', 'This is not a session token of this router. Mint one with POST /v1/sessions.');
}

/** A same-origin GET has no Origin header; the browser says that it is one. */
function originOf({ origin, request }: VerifySessionInput): string | undefined {
  if (origin.kind !== 'none') return origin.origin;
  return request.method === 'GET' && request.headers.get('sec-fetch-site') === 'same-origin' ? new URL(request.url).origin : undefined;
}

async function secretOf({ kid }: JWTHeaderParameters, secrets: readonly string[]): Promise<Uint8Array> {
  for (const secret of secrets) if (kid === (await keyId(secret))) return bytesOf(secret);
  throw notOurs();
}

const keyIds = new Map<string, Promise<string>>();

/** Names the secret without telling it: `await keyId(secret)` → '3f1a…', 16 digits of a hash of it. */
function keyId(secret: string): Promise<string> {
  let id = keyIds.get(secret);
  if (!id) keyIds.set(secret, (id = secretDigest(`phirst key id ${secret}`).then((digest) => hexOf(digest).slice(0, 16))));
  return id;
}

function bytesOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
