// What one side of a connection does, as data: the same script is played in process under a virtual clock and over real sockets.

/** One step of a body. */
export type BodyStep =
  | { readonly send: Uint8Array }
  | { readonly waitMs: number };

/** How a body ends: as it should, cut off, or not at all. */
export type BodyEnd = 'clean' | 'cut' | 'hang';

export type WireScript =
  /** Nobody listens. */
  | { readonly kind: 'refuse' }
  /** Accepts and never answers. */
  | { readonly kind: 'silent' }
  /** Accepts and breaks the connection before a byte of the answer. */
  | { readonly kind: 'reset' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly headersAfterMs?: number;
      readonly body: readonly BodyStep[];
      readonly end: BodyEnd;
    };

const encoder = new TextEncoder();

/** Bytes of a text, as one step. */
export function send(content: string | Uint8Array): BodyStep {
  return { send: typeof content === 'string' ? encoder.encode(content) : content };
}

export interface AnswerOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly headersAfterMs?: number;
  readonly end?: BodyEnd;
}

/** `answer([send('{}')], { headers: { 'content-type': 'application/json' } })` */
export function answer(body: readonly BodyStep[], options: AnswerOptions = {}): WireScript {
  const { status = 200, headers = {}, headersAfterMs, end = 'clean' } = options;
  return { kind: 'answer', status, headers, body, end, ...(headersAfterMs !== undefined && { headersAfterMs }) };
}

/** An event stream of these texts. */
export function eventStream(events: readonly (string | Uint8Array)[], options: AnswerOptions = {}): WireScript {
  return answer(events.map(send), { ...options, headers: { 'content-type': 'text/event-stream; charset=utf-8', ...options.headers } });
}

/** A JSON body. */
export function json(value: unknown, options: AnswerOptions = {}): WireScript {
  return answer([send(JSON.stringify(value))], { ...options, headers: { 'content-type': 'application/json', ...options.headers } });
}
