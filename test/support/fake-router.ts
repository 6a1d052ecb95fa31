// Stands in for the router's network in tests of the session: no workerd, only the answers a test wants.
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import type { Policy } from '../../src/policy/policy.ts';

export interface FakeRouterOptions {
  readonly policy?: Policy;
  readonly hostedModelIds?: readonly string[];
  /** What is in force, if the router knows deployments: asked for with every request, so that a test can change it. */
  readonly deployed?: () => Deployed;
  /** Answers a completion; by default streams "hosted answer" and ends. */
  readonly complete?: (request: { readonly body: Record<string, unknown>; readonly signal: AbortSignal }) => Response | Promise<Response>;
}

/** A deployment with its policies. */
export interface Deployed {
  readonly deployment: Deployment;
  readonly policies: Readonly<Record<string, Policy>>;
}

export interface FakeRouter {
  readonly fetch: typeof globalThis.fetch;
  /** Bodies of the completions asked for. */
  readonly completions: Record<string, unknown>[];
  /** Every request's path, in order. */
  readonly paths: string[];
  /** Headers of every request, beside its path. */
  readonly headers: Headers[];
}

export function createFakeRouter(options: FakeRouterOptions = {}): FakeRouter {
  const completions: Record<string, unknown>[] = [];
  const paths: string[] = [];
  const headers: Headers[] = [];
  const { policy = loadDefaultPolicy(), hostedModelIds = ['reference/small', 'reference/large'] } = options;
  const complete = options.complete ?? (() => streamOf(['hosted ', 'answer']));
  return {
    completions,
    paths,
    headers,
    fetch: async (input, init) => {
      const { pathname } = new URL(input as string, 'http://router.test');
      paths.push(pathname);
      headers.push(new Headers(init?.headers));
      const deployed = options.deployed?.();
      const answer = async () => {
        if (pathname === '/v1/policy') {
          return Response.json({ policy: deployed?.policies[deployed.deployment.policy] ?? policy, hash: deployed?.deployment.policy, hostedModelIds, ...deployed });
        }
        const body = JSON.parse(init?.body as string) as Record<string, unknown>;
        completions.push(body);
        return complete({ body, signal: init?.signal ?? new AbortController().signal });
      };
      const response = await answer();
      if (deployed) response.headers.set('x-phirst-sequence', String(deployed.deployment.sequence));
      return response;
    },
  };
}

/** An SSE answer of these deltas; with a `finishReason` of null it just stops. */
export function streamOf(deltas: readonly string[], finishReason: string | null = 'stop'): Response {
  const events: object[] = deltas.map((content) => ({ choices: [{ delta: { content }, finish_reason: null }] }));
  if (finishReason !== null) {
    events.push({ choices: [{ delta: {}, finish_reason: finishReason }] });
    events.push({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 3 } });
  }
  return sse(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') + (finishReason === null ? '' : 'data: [DONE]\n\n'));
}

/** Raw bytes as an event stream, with the router's headers. */
export function sse(text: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'text/event-stream', 'x-phirst-served-model': 'reference/large', 'x-phirst-routed-model': 'reference/large', 'x-phirst-decision-id': 'edge-decision-1' },
  });
}
