import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Phirst } from '../../client-sdk/client-options.ts';

export type ServedPolicy = Awaited<ReturnType<Phirst['policy']>>;

/** A router that takes longer counts as unreachable. */
const PATIENCE_MS = 10_000;

/**
 * What the router serves this moment, or undefined while that is still what has this ETag. The client remembers the
 * policy it was given last; a page whose policy is being edited wants the newest.
 */
export async function fetchServedPolicy(
  knownEtag: string | undefined,
): Promise<{ readonly served: ServedPolicy; readonly etag: string | undefined } | undefined> {
  const response = await fetch('/v1/policy', {
    // The browser's own cache would turn a 304 into the whole answer again.
    cache: 'no-store',
    headers: knownEtag === undefined ? {} : { 'if-none-match': knownEtag },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.status === 304) return undefined;
  if (!response.ok) throw new Error(`The router answered with status ${response.status}.`);
  const { policy, hostedModelIds, deployment } = (await response.json()) as { policy?: unknown; hostedModelIds?: unknown; deployment?: { sequence?: unknown } };
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new Error('The router served something that is not a policy.');
  const served: ServedPolicy = {
    policy: parsed.value,
    hostedModelIds: Array.isArray(hostedModelIds) ? hostedModelIds.map(String) : [],
    origin: 'router',
    sequence: Number(deployment?.sequence ?? 0),
  };
  return { served, etag: response.headers.get('etag') ?? undefined };
}
