// A provider that answers what a test says and remembers what it was asked.

export interface UpstreamCall {
  readonly url: string;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly signal: AbortSignal;
  readonly redirect: RequestInit['redirect'];
}

export interface ScriptedUpstream {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly calls: readonly UpstreamCall[];
}

/** `scriptedUpstream(() => Response.json(COMPLETION))` */
export function scriptedUpstream(answer: (call: UpstreamCall) => Response | Promise<Response>): ScriptedUpstream {
  const calls: UpstreamCall[] = [];
  return {
    calls,
    async fetch(url, init) {
      const call = {
        url,
        headers: new Headers(init.headers),
        body: JSON.parse(init.body as string),
        signal: init.signal as AbortSignal,
        redirect: init.redirect,
      };
      calls.push(call);
      return answer(call);
    },
  };
}

/** What OpenAI's API answers: 12 tokens in, 3 out. */
export const COMPLETION = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Lima.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
};

/**
 * An event stream of these texts, each in a chunk of its own, and what follows the last one. One that waits does so until
 * the call is aborted, which breaks it off as it does the body of a real fetch.
 */
export function eventStream(chunks: readonly string[], then: 'close' | 'break' | { waitFor: AbortSignal } = 'close'): Response {
  let index = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (typeof then === 'object') then.waitFor.addEventListener('abort', () => controller.error(then.waitFor.reason));
    },
    pull(controller) {
      const chunk = chunks[index++];
      if (chunk !== undefined) controller.enqueue(new TextEncoder().encode(chunk));
      else if (then === 'close') controller.close();
      else if (then === 'break') controller.error(new Error('connection lost'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}
