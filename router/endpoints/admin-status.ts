// GET /admin/status: what the operator looks at first.
import type { Context } from 'hono';
import type { RouterEnv } from '../env.ts';
import { createPolicyDocuments, type PolicyServices } from './get-policy.ts';
import { partsOf } from './health.ts';

/** The handler: the policy's name and hash, and which parts are bound. Names only, never values. */
export function adminStatus(services: PolicyServices) {
  const documentOf = createPolicyDocuments(services);
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const { hash } = await documentOf(c.env);
    c.header('cache-control', 'no-store');
    return c.json({ policy: { name: services.policy.name, hash }, ...partsOf(c.env) });
  };
}
