// Who may come in under /v1. One Hono middleware instead of four: each `await next()` costs every request its time.
import { createMiddleware } from 'hono/factory';
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RouterEnv } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { authenticate } from './authenticate.ts';
import { admitOrigin, answerPreflight, exposeToOrigin } from './cross-origin.ts';
import { createRateLimit } from './rate-limit.ts';
import { requireSafeDeployment } from './require-safe-deployment.ts';

/** Order: is the deployment safe, may this page call, who calls, how often. Each step throws a PhirstError. */
export function admission({ now }: Pick<Dependencies, 'now'>) {
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

    const client = await authenticate({ request, configuration, origin, isLoopback: loopback });
    if (request.method === 'POST') {
      await limitRate({ client, limiter: c.env.RATE_LIMITER, requestsPerMinute: configuration.requestsPerMinute });
    }
    c.set('client', client);
    return next();
  });
}
