// /admin/* is for keys of operators and readers, never for a page or a session.
import { createMiddleware } from 'hono/factory';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { bearerToken } from '../bearer-token.ts';
import { configurationOf } from '../configuration.ts';
import type { RouterEnv } from '../env.ts';
import { authorize } from './authorize.ts';
import { findCallerKey } from './caller-keys.ts';

/**
 * Throws `router_not_configured` where a setting is faulty or no key could come in, `unauthenticated` for what is none, and
 * `forbidden` for another role's.
 */
export const requireAdmin = createMiddleware<RouterEnv>(async (c, next) => {
  const { keys, fault } = configurationOf(c.env);
  if (fault !== undefined) throw new PhirstError('router_not_configured', fault);
  if (!keys.some(({ role }) => role === 'operator' || role === 'reader')) {
    const message = 'Nobody may use /admin yet: put a key with the role "operator" into PHIRST_KEYS (npm run key -- --role operator --name me).';
    throw new PhirstError('router_not_configured', message);
  }
  const token = bearerToken(c.req.raw.headers);
  const key = token === undefined ? undefined : await findCallerKey(keys, token);
  if (!key) throw new PhirstError('unauthenticated', 'Send the key of an operator or a reader: "Authorization: Bearer <key>".');
  const client = { id: `key:${key.name}`, standing: key.role, role: key.role, key: key.name } as const;
  authorize(client, c.req);
  c.set('client', client);
  return next();
});
