// GET /admin/status: what the operator looks at first.
import type { Context } from 'hono';
import type { DeploymentSource } from '../deployment/deployment-source.ts';
import type { RouterEnv } from '../env.ts';
import { partsOf } from './health.ts';

/** The handler: the default policy's name and hash, the deployment's number, and which parts are bound. Names only, never values. */
export function adminStatus({ deployments }: { readonly deployments: DeploymentSource }) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const { deployment, defaultPolicy, policyOf } = await deployments.newest(c.env, c.executionCtx);
    c.header('cache-control', 'no-store');
    const policy = { name: defaultPolicy.name, hash: policyOf(undefined).policy };
    return c.json({ policy, sequence: deployment.sequence, isFrozen: deployment.isFrozen, ...partsOf(c.env) });
  };
}
