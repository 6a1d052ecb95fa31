// The session token a page asks hosted models with. Kept in memory alone: what lies in localStorage outlives the page, is
// read by every script of the origin, and would be copied far more easily than it is minted anew.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { whenAborted } from '../when-aborted.ts';
import { abortError, readError } from './edge-error.ts';

export { warnOfKeyInPage } from './warn-of-key.ts';

/** What `POST /v1/sessions` answers, of which this much is needed. */
export interface SessionGrant {
  readonly token: string;
  readonly expiresInSeconds: number;
  /** Whom it was minted for; without it no experiment takes this client on the device. */
  readonly unit?: string | undefined;
}

/** What a backend may want to know of the page it mints for. */
export interface SessionRequest {
  /** The unit as this client names it, to be sent as `unit` of `POST /v1/sessions`; undefined where there is none. */
  readonly unit: string | undefined;
}

/**
 * `true`: the router mints for this page, whose origin it allows. An object: the same, with a token of Turnstile's widget.
 * A function: the app's own backend is asked, which mints with its key and may name the unit and the cap.
 */
export type SessionOption = true | { readonly turnstileToken: () => string | Promise<string> } | ((request: SessionRequest) => Promise<SessionGrant>);

export interface SessionTokens {
  /** A token with time left; throws a PhirstError. Whoever comes while one is minted waits for that one. */
  token(signal: AbortSignal): Promise<string>;
  /** Another than this one, which the router says has expired. */
  renew(expired: string, signal: AbortSignal): Promise<string>;
  /** The token that is held, if any has time left; mints none. */
  held(): string | undefined;
  /** Sends with a token, and once more where it has expired on the way. */
  send(signal: AbortSignal, request: (authorization: Record<string, string>) => Promise<Response>): Promise<Response>;
}

export interface SessionTokensOptions {
  readonly session: SessionOption;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  /** Whom a session is to be minted for. */
  readonly unit?: (() => Promise<string | undefined>) | undefined;
  /** Called with the unit of each session that was minted. */
  readonly onGranted?: ((unit: string | undefined) => void) | undefined;
}

/** A token with less time left is still used, and the next one fetched beside it. */
const REFRESH_MS = 60_000;
/** With less than this it might expire on the way. */
const TOO_LATE_MS = 10_000;
/** How long a mint may take. */
const PATIENCE_MS = 10_000;
/** How long the app may take for its part: a backend that wakes up, a person before Turnstile's box. */
const APP_PATIENCE_MS = 60_000;

/** Mints nothing before the first `token()`: a page whose questions stay on the device never causes a request. */
export function createSessionTokens({ session, baseUrl, fetch, now, unit: unitOf, onGranted }: SessionTokensOptions): SessionTokens {
  let held: { readonly token: string; readonly expiresAt: number; readonly refreshAt: number } | undefined;
  let minting: Promise<string> | undefined;

  async function mint(): Promise<string> {
    const startedAt = now();
    const unit = unitOf && (await unitOf().catch(() => undefined));
    const grant = typeof session === 'function' ? await askApp(session, unit) : await askRouter({ session, baseUrl, fetch, unit });
    const { token, expiresInSeconds } = grant;
    onGranted?.(grant.unit);
    const lifeMs = expiresInSeconds * 1000;
    // Counted from before the request, by this device's clock: the router's may say another time.
    held = { token, expiresAt: startedAt + lifeMs, refreshAt: startedAt + lifeMs - Math.min(REFRESH_MS, lifeMs / 4) };
    return token;
  }
  const mintOnce = () => (minting ??= mint().finally(() => (minting = undefined)));

  async function minted(signal: AbortSignal): Promise<string> {
    const token = await Promise.race([mintOnce(), whenAborted(signal)]);
    if (!token) throw abortError(signal);
    return token;
  }

  const tokens: SessionTokens = {
    async token(signal) {
      if (!held || held.expiresAt - now() < Math.min(TOO_LATE_MS, (held.expiresAt - held.refreshAt) / 2)) return minted(signal);
      // What goes wrong here goes wrong again, and is told, when the token is over.
      if (now() >= held.refreshAt) mintOnce().catch(() => undefined);
      return held.token;
    },
    held: () => (held && held.expiresAt > now() ? held.token : undefined),
    async renew(expired, signal) {
      if (held && held.token !== expired) return held.token;
      held = undefined;
      return minted(signal);
    },
    async send(signal, request) {
      const token = await tokens.token(signal);
      const response = await request({ authorization: `Bearer ${token}` });
      if (response.status !== 401) return response;
      const error = await readError(response);
      if (error.code !== 'session_expired') {
        // No token of this router's, be its secret another by now: the next question mints anew.
        if (held?.token === token) held = undefined;
        throw error;
      }
      return request({ authorization: `Bearer ${await tokens.renew(token, signal)}` });
    },
  };
  return tokens;
}

/** One call of the app's that never ends must not leave every later question without a token. */
async function inTime<Value>(asked: Value | Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PhirstError('unauthenticated', 'The app gave nothing to begin a session with: its `session` took too long.')), APP_PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

async function askApp(session: (request: SessionRequest) => Promise<SessionGrant>, unit: string | undefined): Promise<SessionGrant> {
  try {
    return checked(await inTime(session({ unit })));
  } catch (cause) {
    if (PhirstError.isInstance(cause)) throw cause;
    throw new PhirstError('unauthenticated', 'The app’s own `session` function failed, so no hosted model could be asked: see `cause`, and mend it or what it fetches the token from.', { cause });
  }
}

interface AskRouterInput extends Pick<SessionTokensOptions, 'baseUrl' | 'fetch'> {
  readonly session: Exclude<SessionOption, (request: SessionRequest) => unknown>;
  readonly unit: string | undefined;
}

async function askRouter({ session, baseUrl, fetch, unit }: AskRouterInput): Promise<SessionGrant> {
  const turnstileToken = session === true ? undefined : await inTime(session.turnstileToken());
  let response: Response;
  try {
    response = await fetch(`${baseUrl}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...(turnstileToken !== undefined && { turnstileToken }), ...(unit !== undefined && { unit }) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new PhirstError('router_unreachable', 'The router could not be reached for a session: check its address and the connection.', { cause });
  }
  if (!response.ok) throw await readError(response);
  return checked(await response.json().catch(() => undefined));
}

function checked(grant: unknown): SessionGrant {
  const { token, expiresInSeconds, unit } = (grant ?? {}) as Partial<SessionGrant>;
  if (typeof token === 'string' && token !== '' && typeof expiresInSeconds === 'number' && expiresInSeconds > 0) {
    return { token, expiresInSeconds, unit: typeof unit === 'string' ? unit : undefined };
  }
  throw new PhirstError('unauthenticated', 'A session must be { token, expiresInSeconds }, as POST /v1/sessions answers it.');
}
