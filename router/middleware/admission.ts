// Who may come in under /v1, and what is in force for them. One Hono middleware instead of five: each `await next()` costs every
// request its time.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HEADERS } from '../../src/wire/headers.ts';
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { DeploymentSource } from '../deployment/deployment-source.ts';
import { policyNames, type InForce } from '../deployment/in-force.ts';
import type { RouterEnv } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { overridesOf } from '../request/overrides.ts';
import { unitOfRequest } from '../request/unit-of-request.ts';
import { authenticate, type Client } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { admitOrigin, answerPreflight, exposeToOrigin } from './cross-origin.ts';
import { createRateLimit } from './rate-limit.ts';
import { requireSafeDeployment } from './require-safe-deployment.ts';

export interface AdmissionServices extends Pick<Dependencies, 'now'> {
  readonly deployments: DeploymentSource;
}

/** Order: is the deployment safe, may this page call, who calls, may they do that, how often. Each step throws a PhirstError. */
export function admission({ now, deployments }: AdmissionServices) {
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

    let inForce = await deployments.current(c.env, c.executionCtx);
    c.header(HEADERS.sequence, String(inForce.deployment.sequence));
    const isInForce = async (policy: string) => {
      if (policyNames(inForce).includes(policy)) return true;
      // Another isolate may know of a newer one, and have minted for it.
      inForce = await deployments.newest(c.env, c.executionCtx);
      return policyNames(inForce).includes(policy);
    };
    const client = await authenticate({ request, configuration, origin, isLoopback: loopback, isInForce, now: now() });
    hold(c, client, inForce);
    authorize(client, c.req);
    if (request.method === 'POST' && !isBackendMint(client, c.req.path)) {
      await limitRate({ client, limiter: c.env.RATE_LIMITER, requestsPerMinute: configuration.requestsPerMinute });
    }
    return next();
  });
}

/** What holds for this caller until its answer is complete, whatever is deployed meanwhile. Told with every answer, errors too. */
function hold(c: Context<RouterEnv>, client: Client, inForce: InForce): void {
  const { headers } = c.req.raw;
  const unit = unitOfRequest(headers, client);
  const held = inForce.policyOf(unit, overridesOf(headers));
  c.set('client', client);
  c.set('inForce', inForce);
  c.set('unit', unit);
  c.set('held', held);
  c.header(HEADERS.sequence, String(inForce.deployment.sequence));
  c.header(HEADERS.policyHash, held.policy);
  if (held.assignment) c.header(HEADERS.variant, `${held.assignment.experiment}/${held.assignment.variant}`);
}

/** A backend mints for all its visitors: its mints have a limit of their own. */
function isBackendMint({ key, session }: Client, path: string): boolean {
  return key !== undefined && session === undefined && path === '/v1/sessions';
}
