// What the service worker keeps for a time without a network, and what it keeps its hands off.

export interface KeptRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Pick<Headers, 'has'>;
}

/** Answers, sessions, policies and health are of the moment. */
const NEVER_KEPT = ['/v1/', '/admin/', '/healthz'];

/**
 * True for the page's own files within the worker's scope: same origin, read as a whole. A part of a file (Range) is the
 * business of whoever downloads it piece by piece.
 *
 * @example isKept({ method: 'GET', url: 'https://a.example/v1/policy', headers: new Headers() }, 'https://a.example/') // false
 */
export function isKept({ method, url, headers }: KeptRequest, scope: string): boolean {
  if (method !== 'GET' || headers.has('range') || !url.startsWith(scope)) return false;
  const { pathname } = new URL(url);
  return !NEVER_KEPT.some((path) => pathname.startsWith(path));
}
