// /admin/* is the operator's alone.
import { createMiddleware } from 'hono/factory';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { bearerToken } from '../bearer-token.ts';
import { configurationOf } from '../configuration.ts';
import type { RouterEnv } from '../env.ts';
import { matchesAnyDigest, secretDigest } from '../secret-digest.ts';

/** Throws `router_not_configured` without PHIRST_ADMIN_KEY, `unauthenticated` for any other key. */
export const requireAdmin = createMiddleware<RouterEnv>(async (c, next) => {
  const { adminKey: expected } = configurationOf(c.env);
  if (expected === undefined) throw new PhirstError('router_not_configured', 'Set the secret PHIRST_ADMIN_KEY to use /admin.');
  const token = bearerToken(c.req.raw.headers);
  if (token === undefined || !matchesAnyDigest(await secretDigest(token), [await secretDigest(expected)])) {
    throw new PhirstError('unauthenticated', 'Send the operator’s key: "Authorization: Bearer <PHIRST_ADMIN_KEY>".');
  }
  return next();
});
