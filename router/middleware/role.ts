// Who may do what, in one table. A test holds that every route of the app stands in it.

/** `caller` asks, `backend` also mints session tokens for its pages, `operator` may do everything, `reader` only look. */
export const ROLES = ['caller', 'backend', 'operator', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/**
 * How somebody stands to the router: by the role of a key, by a session token, as a `page` of a listed origin that has
 * neither, or as `anyone` where no key and no session is asked for (the developer's machine, pages without sessions).
 */
export type Standing = Role | 'session' | 'page' | 'anyone';

const ASKING = ['caller', 'backend', 'session', 'anyone'] as const;
const READING = [...ASKING, 'page', 'reader'] as const;

/** Everything the router serves behind a check; the operator may do all of it and isn't repeated. */
const PERMISSIONS: readonly (readonly [method: string, path: string, standings: readonly Standing[]])[] = [
  ['POST', '/v1/chat/completions', ASKING],
  ['POST', '/v1/route', [...ASKING, 'page']],
  // sendBeacon, which tells of an answer while its page closes, can't carry a token.
  ['POST', '/v1/events', [...ASKING, 'page']],
  ['GET', '/v1/models', READING],
  ['GET', '/v1/models/*', READING],
  ['GET', '/v1/policy', READING],
  // A session can't prolong itself.
  ['POST', '/v1/sessions', ['backend', 'page', 'anyone']],
  ['DELETE', '/v1/sessions/*', ['backend']],
  ['GET', '/admin/*', ['reader']],
  // What changes something is the operator's alone.
  ['POST', '/admin/deployment', []],
  ['POST', '/admin/policies', []],
  ['DELETE', '/admin/events', []],
];

/**
 * @example mayDo('reader', 'POST', '/v1/chat/completions') // false
 * @example mayDo('reader', 'GET', '/admin/status') // true
 */
export function mayDo(standing: Standing, method: string, path: string): boolean {
  if (standing === 'operator') return true;
  return rowsOf(method, path).some(([, , standings]) => standings.includes(standing));
}

/** Whether the table has it at all. What doesn't exist ends in a 404 or a 405, whoever asks. */
export function isGuarded(method: string, path: string): boolean {
  return rowsOf(method, path).length > 0;
}

function rowsOf(method: string, path: string): typeof PERMISSIONS {
  const asked = method === 'HEAD' ? 'GET' : method;
  return PERMISSIONS.filter(([allowed, pattern]) => allowed === asked && covers(pattern, path));
}

function covers(pattern: string, path: string): boolean {
  return pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
