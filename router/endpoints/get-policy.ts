// GET /v1/policy: what is in force, for the SDK to decide by and anybody to read.
import type { Context } from 'hono';
import { HEADERS } from '../../src/wire/headers.ts';
import type { DeploymentSource } from '../deployment/deployment-source.ts';
import type { InForce } from '../deployment/in-force.ts';
import type { RouterEnv } from '../env.ts';
import { describePolicy, type PolicyDocument } from '../policy/policy-document.ts';
import { callableModels } from '../providers/callable-models.ts';
import type { ChatServices } from './chat-completions.ts';

export interface PolicyServices extends Pick<ChatServices, 'registryOf'> {
  readonly deployments: DeploymentSource;
}

/** The handler. 304 for whoever has this very answer already. */
export function getPolicy({ registryOf, deployments }: PolicyServices) {
  // One deployment is one object of its environment's memory.
  const documents = new WeakMap<InForce, Promise<PolicyDocument>>();
  return async (c: Context<RouterEnv>): Promise<Response> => {
    // Whoever comes here has heard of a change, or wants to know whether there is one.
    const inForce = await deployments.newest(c.env, c.executionCtx);
    let document = documents.get(inForce);
    if (!document) documents.set(inForce, (document = describePolicy(inForce, (policy) => callableModels(policy, registryOf(c.env)))));
    const { body, etag, sequence } = await document;
    c.header(HEADERS.sequence, String(sequence));
    c.header('etag', etag);
    // Kept, but asked about each time: a rollback must be seen with the next question.
    c.header('cache-control', 'no-cache');
    if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304);
    return c.body(body, 200, { 'content-type': 'application/json' });
  };
}

/** Weak comparison, as RFC 9110 13.1.2 wants it for If-None-Match: caches on the way may have weakened the tag. */
function matchesEtag(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((candidate) => ['*', etag, `W/${etag}`].includes(candidate.trim())) ?? false;
}
