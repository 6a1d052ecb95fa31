// The policy source is a chunk of its own, fetched beside the page's start: what is in force is known a moment later either
// way, as what is kept has to be parsed first.
import type { PolicySource, PolicySourceInput } from './policy-source.ts';

/** The source as if it were here. A chunk that didn't arrive is asked for again with the next query. */
export function loadPolicySource(input: PolicySourceInput): PolicySource {
  let source: PolicySource | undefined;
  let loading: Promise<PolicySource> | undefined;
  const load = () =>
    (loading ??= import('./policy-source.ts').then(
      ({ createPolicySource }) => (source = createPolicySource(input)),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  load().catch(() => undefined);
  return {
    current: () => source?.current(),
    restored: async () => (await load()).restored(),
    refresh: async () => (await load()).refresh(),
    ready: async () => (await load()).ready(),
    check: () => source?.check(),
    ownUnit: async () => (await load()).ownUnit(),
    report: async (own) => (await load()).report(own),
    // Nothing is known that could be older, before there is a source.
    hear: (sequence) => source?.hear(sequence),
  };
}
