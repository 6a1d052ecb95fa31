import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Policy } from '../../src/policy/policy.ts';
import type { Phirst } from '../../client-sdk/client-options.ts';
import { usePoll } from '../status/use-poll.ts';
import { fetchServedPolicy, type ServedPolicy } from './fetch-served-policy.ts';
import { policyPollMs } from './policy-poll-ms.ts';
import { hasOverrides, overridePolicy, type PolicyOverrides } from './policy-overrides.ts';

/** How long a change of the policy stays announced. */
const CHANGE_SHOWN_MS = 15_000;

export interface RoutingPolicy {
  /** What the router serves, or the built-in policy while it can't be reached. */
  readonly served: ServedPolicy | undefined;
  readonly overrides: PolicyOverrides;
  /** What is in force: the served policy with the sliders' values. */
  readonly inForce: Policy | undefined;
  /** A sentence, while the router's policy can't be fetched. */
  readonly problem: string | undefined;
  /** True for a while after the served policy changed under the open page. */
  readonly hasChanged: boolean;
  override(change: PolicyOverrides): void;
  resetOverrides(): void;
}

/** What the router serves, followed as it changes, with the sliders' values put in; the client asks by it. */
export function useRoutingPolicy(client: Phirst): RoutingPolicy {
  const [served, setServed] = useState<ServedPolicy>();
  const [overrides, setOverrides] = useState<PolicyOverrides>({});
  const [problem, setProblem] = useState<string>();
  const [hasChanged, setHasChanged] = useState(false);
  const lastText = useRef<string | undefined>(undefined);
  const lastEtag = useRef<string | undefined>(undefined);
  const hasBuiltIn = useRef(false);

  const refresh = useCallback(async () => {
    try {
      const fetched = await fetchServedPolicy(lastEtag.current);
      setProblem(undefined);
      if (fetched === undefined) return true;
      lastEtag.current = fetched.etag;
      const text = JSON.stringify(fetched.served);
      if (text === lastText.current) return true;
      const isNew = lastText.current !== undefined;
      setHasChanged(isNew);
      lastText.current = text;
      setServed(fetched.served);
      // The client's next query goes by what the page shows.
      if (isNew) await client.policy();
      return true;
    } catch {
      setProblem('The router’s policy can’t be fetched: the last one known stays in force.');
      // The built-in one; asking again for it at every further failure would be a request more each time.
      if (lastText.current === undefined && !hasBuiltIn.current) {
        hasBuiltIn.current = true;
        setServed(await client.policy());
      }
      return false;
    }
  }, [client]);
  usePoll(refresh, policyPollMs(location.hostname));

  useEffect(() => {
    if (!hasChanged) return undefined;
    const timer = setTimeout(() => setHasChanged(false), CHANGE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [hasChanged, served]);

  const inForce = useMemo(() => served && overridePolicy(served.policy, overrides), [served, overrides]);
  // A policy of the page's own counts in no experiment: without a slider that was moved the client goes by its unit's.
  const own = hasOverrides(overrides) ? inForce : undefined;
  useEffect(() => client.usePolicy(own), [client, own]);

  const override = useCallback((change: PolicyOverrides) => setOverrides((now) => ({ ...now, ...change })), []);
  const resetOverrides = useCallback(() => setOverrides({}), []);
  return { served, overrides, inForce, problem, hasChanged, override, resetOverrides };
}
