// A policy by its hash: from KV, which is near and immutable, else from the deployment's book, which has them all.
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Bindings } from '../env.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';
import { DEPLOYMENT_BOOK } from './deployment-protocol.ts';

/** What stands under a hash never changes. */
const CACHE_SECONDS = 86_400;

/** Throws where neither has it, and where this build can't read it. */
export async function loadPolicy({ POLICIES, DEPLOYMENTS }: Pick<Bindings, 'POLICIES' | 'DEPLOYMENTS'>, hash: string): Promise<Policy> {
  const near = POLICIES && (await readNear(POLICIES, hash));
  const text = near ?? (await DEPLOYMENTS?.getByName(DEPLOYMENT_BOOK).policy(hash));
  if (text === undefined || text === null) throw new Error(`No policy ${hash.slice(0, 12)} in KV or in the book`);
  const parsed = parsePolicy(JSON.parse(text));
  if (!parsed.ok) throw new Error(`This build can't read the policy ${hash.slice(0, 12)}: ${parsed.error[0]?.path}`);
  return parsed.value;
}

/** Undefined on a miss, a failure, and for what isn't what its name says. */
async function readNear(store: KVNamespace, hash: string): Promise<string | undefined> {
  try {
    const text = await store.get(hash, { cacheTtl: CACHE_SECONDS });
    return text !== null && hexOf(await secretDigest(text)) === hash ? text : undefined;
  } catch {
    return undefined;
  }
}
