// Asks Cloudflare Turnstile whether a person sits before the page that wants a session.
// https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Dependencies } from '../dependencies.ts';

const SITEVERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
const PATIENCE_MS = 5000;

export interface CheckTurnstileInput {
  readonly fetch: Dependencies['fetch'];
  readonly secret: string;
  readonly token: string;
  /** Origin of the page: a token solved on another site's page is none of ours. */
  readonly origin: string;
  readonly clientIp: string | null;
}

/** Throws `unauthenticated` unless Turnstile says yes for this very site; also where it can't be asked. */
export async function checkTurnstile({ fetch, secret, token, origin, clientIp }: CheckTurnstileInput): Promise<void> {
  let verdict: { readonly success?: unknown; readonly hostname?: unknown } | null;
  try {
    const response = await fetch(SITEVERIFY, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret, response: token, ...(clientIp !== null && { remoteip: clientIp }) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    verdict = await response.json();
  } catch (cause) {
    throw new PhirstError('unauthenticated', 'Turnstile could not be asked. Solve its challenge again and try once more.', { cause });
  }
  if (verdict?.success !== true || verdict.hostname !== new URL(origin).hostname) {
    throw new PhirstError('unauthenticated', 'Turnstile did not confirm this token. Solve its challenge again and send the new one.');
  }
}
