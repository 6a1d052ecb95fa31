// Which pages may call. Same origin by default, PHIRST_ALLOWED_ORIGINS adds exact others; all the rest is refused, on
// localhost too: a page of another site must not spend through a developer's router.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { EXPOSED_HEADERS } from '../../src/wire/headers.ts';
import type { Configuration } from '../configuration.ts';
import type { RouterEnv } from '../env.ts';

/** `none`: not a page, or a same-origin GET, which has no Origin header. */
export type OriginAdmission =
  | { readonly kind: 'none' }
  | { readonly kind: 'own' | 'allowed'; readonly origin: string; readonly isListed: boolean };

/** Throws `origin_not_allowed` for a page of a site that is neither the router's own nor listed. */
export function admitOrigin(request: Request, { allowedOrigins }: Configuration): OriginAdmission {
  const origin = request.headers.get('origin');
  if (origin === null) {
    // Images, links and no-cors GETs of other sites carry no Origin, but browsers say where they come from.
    const site = request.headers.get('sec-fetch-site');
    if (site === 'cross-site' || site === 'same-site') throw originRefused('This page’s origin');
    return { kind: 'none' };
  }
  const isListed = allowedOrigins.has(origin);
  if (origin === new URL(request.url).origin) return { kind: 'own', origin, isListed };
  if (isListed) return { kind: 'allowed', origin, isListed };
  throw originRefused(`The origin ${origin.slice(0, 256)}`);
}

function originRefused(subject: string): PhirstError {
  return new PhirstError(
    'origin_not_allowed',
    `${subject} may not call this router. If it should, add it to PHIRST_ALLOWED_ORIGINS.`,
  );
}

/** Prepares the CORS headers, so that they are on the answer whichever way it ends. */
export function exposeToOrigin(c: Context<RouterEnv>, origin: OriginAdmission): void {
  // Caches must keep answers to different pages apart, those without CORS headers among them.
  c.header('vary', 'Origin');
  if (origin.kind !== 'allowed') return;
  c.header('access-control-allow-origin', origin.origin);
  c.header('access-control-expose-headers', EXPOSED);
}

const EXPOSED = EXPOSED_HEADERS.join(', ');

/** The answer to OPTIONS. Requested headers are granted as asked: OpenAI's client sends a dozen of its own. */
export function answerPreflight(c: Context<RouterEnv>, origin: OriginAdmission): Response {
  if (origin.kind !== 'allowed') {
    c.header('allow', 'GET, HEAD, POST');
    throw new PhirstError('method_not_allowed', 'OPTIONS is for preflights of allowed origins.');
  }
  const requested = c.req.header('access-control-request-headers');
  if (requested !== undefined) c.header('access-control-allow-headers', requested);
  c.header('access-control-allow-methods', 'GET, POST');
  c.header('access-control-max-age', '7200');
  return c.body(null, 204);
}
