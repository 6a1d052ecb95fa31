// Who may come in under /v1. One Hono middleware instead of four: each `await next()` costs every request its time.
import { createMiddleware } from 'hono/factory';
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RouterEnv } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { authenticate, type Client } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { admitOrigin, answerPreflight, exposeToOrigin } from './cross-origin.ts';
import { createRateLimit } from './rate-limit.ts';
import { requireSafeDeployment } from './require-safe-deployment.ts';

/** Order: is the deployment safe, may this page call, who calls, may they do that, how often. Each step throws a PhirstError. */
export function admission({ now, policy }: Pick<Dependencies, 'now' | 'policy'>) {
  const limitRate = createRateLimit({ now });
  return createMiddleware<RouterEnv>(async (c, next) => {
    const request = c.req.raw;
    const configuration = configurationOf(c.env);
    const loopback = isLoopback(request, configuration);
    requireSafeDeployment({ configuration, isLoopback: loopback });

    const origin = admitOrigin(request, configuration);
    // Before anything else can fail: an allowed page must be able to read why.
    exposeToOrigin(c, origin);
    if (request.method === 'OPTIONS') return answerPreflight(c, origin);

    const client = await authenticate({ request, configuration, origin, isLoopback: loopback, policy: policy.name, now: now() });
    authorize(client, c.req);
    if (request.method === 'POST' && !isBackendMint(client, c.req.path)) {
      await limitRate({ client, limiter: c.env.RATE_LIMITER, requestsPerMinute: configuration.requestsPerMinute });
    }
    c.set('client', client);
    return next();
  });
}

/** A backend mints for all its visitors: its mints have a limit of their own. */
function isBackendMint({ key, session }: Client, path: string): boolean {
  return key !== undefined && session === undefined && path === '/v1/sessions';
}
