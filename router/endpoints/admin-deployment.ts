// GET and POST /admin/deployment, GET /admin/audit: what is in force, how it is changed, and who did it why.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { DeploymentAnswer } from '../../src/wire/admin-api.ts';
import type { Dependencies } from '../dependencies.ts';
import { askBook } from '../deployment/ask-book.ts';
import { parseChangeRequest } from '../deployment/change-request.ts';
import type { DeploymentSource } from '../deployment/deployment-source.ts';
import { limitCall } from '../dispatch/limit-call.ts';
import type { RouterEnv } from '../env.ts';
import { alarmsInForce } from '../guardrails/alarms-of-policies.ts';
import { readJson } from '../request/read-json.ts';
import { queryNumber } from '../request/query-number.ts';

const MAXIMUM_BYTES = 262_144;
const MAXIMUM_AUDIT = 1000;
/** Changes among which guardrails' are looked for. */
const LOOKED_BACK = 20;

/** The handler: as the book has it, not as this isolate remembers it. */
export async function adminDeployment(c: Context<RouterEnv>): Promise<Response> {
  const [answer, audit] = await askBook(c.env, (book) => Promise.all([book.read(), book.audit(LOOKED_BACK)]));
  c.header('cache-control', 'no-store');
  return c.json({ ...answer, alarms: await alarmsInForce(c.env, answer, audit) } satisfies DeploymentAnswer);
}

/** The handler: one change, by the name of the key. 409 where somebody else was first. */
export function changeDeployment({ now, deployments }: Pick<Dependencies, 'now'> & { readonly deployments: DeploymentSource }) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const request = parseChangeRequest(await readBody(c.req.raw));
    const { key = 'operator' } = c.get('client');
    const changed = await askBook(c.env, (book) => book.change(request, key, now()));
    if (!changed.ok) {
      const { code, message, param } = changed.error;
      throw new PhirstError(code, message, param === null ? {} : { param });
    }
    // Here it holds from the next request on; other isolates find out within seconds.
    await deployments.reread(c.env);
    c.header('cache-control', 'no-store');
    return c.json(changed.value);
  };
}

/** The handler: newest first. */
export async function adminAudit(c: Context<RouterEnv>): Promise<Response> {
  const limit = Math.floor(queryNumber(c, 'limit') ?? 100);
  c.header('cache-control', 'no-store');
  return c.json(await askBook(c.env, (book) => book.audit(Math.min(limit, MAXIMUM_AUDIT))));
}

/** A body that never ends mustn't be waited for. */
export async function readBody(request: Request, limitBytes: number = MAXIMUM_BYTES): Promise<unknown> {
  const limit = limitCall({ remainingMs: undefined, clientSignal: request.signal });
  try {
    return await readJson(request, limit.signal, limitBytes);
  } finally {
    limit.end();
  }
}
