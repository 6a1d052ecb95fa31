// GET /v1/policy: the rules in force, for the SDK to decide by and anybody to read.
import type { Context } from 'hono';
import type { Bindings, RouterEnv } from '../env.ts';
import { describePolicy, type PolicyDocument } from '../policy/policy-document.ts';
import { callableModels } from '../providers/callable-models.ts';
import type { ChatServices } from './chat-completions.ts';

export type PolicyServices = Pick<ChatServices, 'policy' | 'registryOf'>;

/** The handler. 304 for whoever has this very answer already. */
export function getPolicy(services: PolicyServices) {
  const documentOf = createPolicyDocuments(services);
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const { body, etag } = await documentOf(c.env);
    c.header('etag', etag);
    // Kept, but asked about each time: a rollback must be seen with the next question.
    c.header('cache-control', 'no-cache');
    if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304);
    return c.body(body, 200, { 'content-type': 'application/json' });
  };
}

/** The document of an environment, hashed once per isolate. */
export function createPolicyDocuments({ policy, registryOf }: PolicyServices): (env: Bindings) => Promise<PolicyDocument> {
  const cache = new WeakMap<Bindings, PolicyDocument>();
  return async (env) => {
    const known = cache.get(env);
    if (known) return known;
    const document = await describePolicy(policy, callableModels(policy, registryOf(env)).map(({ id }) => id));
    cache.set(env, document);
    return document;
  };
}

/** Weak comparison, as RFC 9110 13.1.2 wants it for If-None-Match: caches on the way may have weakened the tag. */
function matchesEtag(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((candidate) => ['*', etag, `W/${etag}`].includes(candidate.trim())) ?? false;
}
