// A provider that answers what a test says and remembers what it was asked.

export interface UpstreamCall {
  readonly url: string;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly signal: AbortSignal;
  readonly redirect: RequestRedirect | undefined;
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

/** An event stream of these texts, each in a chunk of its own; `then` says what follows the last one. */
export function eventStream(chunks: readonly string[], then: 'close' | 'break' | 'stay-open' = 'close'): Response {
  let index = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks[index++];
      if (chunk !== undefined) return controller.enqueue(new TextEncoder().encode(chunk));
      if (then === 'close') controller.close();
      if (then === 'break') controller.error(new Error('connection lost'));
      return then === 'stay-open' ? new Promise<void>(() => {}) : undefined;
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}
