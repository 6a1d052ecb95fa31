// Was there ever a policy of this hash? Asked of what clients tell, beside no answer that anybody waits for: a page can tell of a
// decision that nobody made, but not under a policy that never was.
import type { Dependencies } from '../dependencies.ts';
import type { Bindings } from '../env.ts';
import { DEPLOYMENT_BOOK } from './deployment-protocol.ts';
import type { InForce } from './in-force.ts';

/** An isolate remembers so many hashes; the oldest go first. */
const REMEMBERED = 1000;
/** A policy that wasn't there may have been stored since. */
const ASK_AGAIN_MS = 60_000;

export interface KnownPolicies {
  /** Of the hashes those of no policy that was ever stored here; none where nothing can be deployed, and so nothing is known. */
  madeUp(hashes: readonly string[], from: { readonly env: Bindings; readonly inForce: InForce }): Promise<ReadonlySet<string>>;
}

/** `await createKnownPolicies({ now }).madeUp(['3f…'], { env, inForce })` → Set { '3f…' } */
export function createKnownPolicies({ now }: Pick<Dependencies, 'now'>): KnownPolicies {
  /** Until when the answer holds, and what it is. */
  const answers = new Map<string, { readonly isKnown: boolean; readonly until: number }>();
  const remember = (hash: string, isKnown: boolean) => {
    answers.delete(hash);
    answers.set(hash, { isKnown, until: isKnown ? Infinity : now() + ASK_AGAIN_MS });
    if (answers.size > REMEMBERED) answers.delete(answers.keys().next().value!);
  };
  return {
    async madeUp(hashes, { env: { DEPLOYMENTS }, inForce }) {
      if (!DEPLOYMENTS) return new Set();
      const open = new Set(hashes.filter((hash) => !inForce.policies.has(hash)));
      const asked = [...open].filter((hash) => (answers.get(hash)?.until ?? 0) <= now());
      if (asked.length > 0) {
        try {
          const known = new Set(await DEPLOYMENTS.getByName(DEPLOYMENT_BOOK).storedPolicies(asked));
          for (const hash of asked) remember(hash, known.has(hash));
        } catch (error) {
          // What can't be looked up isn't believed, and asked about again.
          console.error(JSON.stringify({ event: 'policies_not_looked_up', name: error instanceof Error ? error.name : 'unknown' }));
        }
      }
      return new Set([...open].filter((hash) => answers.get(hash)?.isKnown !== true));
    },
  };
}
