// What /healthz says is off, in words: which part of the dashboard stays empty for it, and how it is turned on.

export interface PartNote {
  readonly part: string;
  readonly words: string;
}

const NOTES: Readonly<Record<string, string>> = {
  deployments: 'Policies can’t be deployed: bind the Durable Object DEPLOYMENTS in wrangler.toml.',
  policies: 'Deployed policies are read from their Durable Object alone: bind the KV namespace POLICIES in wrangler.toml.',
  experiments: 'Experiments aren’t kept: bind the Durable Object EXPERIMENTS in wrangler.toml.',
  traffic: 'Traffic isn’t counted: bind the Durable Object TRAFFIC in wrangler.toml.',
  events: 'Nothing is remembered of a query: bind the queue EVENTS in wrangler.toml.',
  event_log: 'Single decisions aren’t kept: bind the R2 bucket EVENT_LOG in wrangler.toml.',
};

/** Parts the dashboard lives on; others are nothing to it. */
export function notesOfParts(off: readonly string[]): readonly PartNote[] {
  return off.flatMap((part) => {
    const words = NOTES[part];
    return words === undefined ? [] : [{ part, words }];
  });
}
