// Everything that may go wrong on the way to a hosted model, by name. A fault is what the other side does instead of answering.
import { gzipSync } from 'node:zlib';
import { FIRST_TEXT_EVENT, recordedCompletion, recordedEvents } from './recording.ts';
import { answer, eventStream, json, send, type BodyStep, type WireScript } from './wire-script.ts';

/** The form of answer that was asked for. */
export type Form = 'json' | 'sse';

export interface Fault {
  readonly name: string;
  /** What the other side does, asked for this model in this form. */
  readonly script: (model: string, form: Form) => WireScript;
  /** The fault hides before any content: with a healthy second try or model behind it, the answer must complete. */
  readonly isRecoverable: boolean;
  /** The request itself is at fault: nobody else is to be asked. */
  readonly isFinal?: boolean;
  /** Nothing is wrong in the end: slow but whole. It must complete as it is. */
  readonly isHarmless?: boolean;
}

/** Whether another try may still save the answer: one in a single piece is not shown before it is whole. */
export function mayRecover(fault: Fault, form: Form): boolean {
  return fault.isFinal !== true && (fault.isRecoverable || form === 'json');
}

export function healthy(model: string, form: Form): WireScript {
  return form === 'sse' ? eventStream(recordedEvents(model)) : json(recordedCompletion(model));
}

const refusal = (status: number, headers: Record<string, string> = {}) => () =>
  json({ error: { message: `status ${status}`, type: 'error', param: null, code: null } }, { status, headers });

const ERROR_IN_200 = { error: { message: 'The engine is overloaded.', type: 'server_error', param: null, code: 'overloaded' } };

/** The recorded answer with something done to its bytes, whichever the form. */
function bytesOf(model: string, form: Form): Uint8Array {
  return new TextEncoder().encode(form === 'sse' ? recordedEvents(model).join('') : JSON.stringify(recordedCompletion(model)));
}

const TYPES = { json: 'application/json', sse: 'text/event-stream; charset=utf-8' } as const;
const typed = (form: Form) => ({ 'content-type': TYPES[form] });

const statusFaults: readonly Fault[] = [
  ...[400, 413, 422].map((status) => ({ name: `status ${status}`, script: refusal(status), isRecoverable: false, isFinal: true })),
  ...[401, 402, 403, 404, 408, 409, 425, 500, 502, 503, 504, 529].map((status) => ({ name: `status ${status}`, script: refusal(status), isRecoverable: true })),
];

const rateLimitFaults: readonly Fault[] = [
  ['without a time', {}],
  ['retry-after seconds', { 'retry-after': '1' }],
  ['retry-after date', { 'retry-after': new Date(2000).toUTCString() }],
  ['retry-after-ms', { 'retry-after-ms': '250' }],
  ['retry-after an hour', { 'retry-after': '3600' }],
  ['retry-after nonsense', { 'retry-after': 'soon' }],
  ['retry-after in the past', { 'retry-after': new Date(0).toUTCString() }],
  ['retry-after negative', { 'retry-after': '-5' }],
].map(([name, headers]) => ({ name: `429 ${name as string}`, script: refusal(429, headers as Record<string, string>), isRecoverable: true }));

/** In the middle: some text is out. */
const HALF = FIRST_TEXT_EVENT + 3;

function streamThen(model: string, steps: readonly BodyStep[], end: 'clean' | 'cut' | 'hang' = 'clean'): WireScript {
  return answer([...recordedEvents(model).slice(0, HALF).map(send), ...steps], { headers: typed('sse'), end });
}

function halfJson(model: string): Uint8Array {
  const bytes = bytesOf(model, 'json');
  return bytes.slice(0, Math.floor(bytes.length / 2));
}

const silenceFaults: readonly Fault[] = [
  { name: 'refuse', script: () => ({ kind: 'refuse' }), isRecoverable: true },
  { name: 'reset before headers', script: () => ({ kind: 'reset' }), isRecoverable: true },
  { name: 'hang before headers', script: () => ({ kind: 'silent' }), isRecoverable: true },
  { name: 'hang after headers', script: (_model, form) => answer([], { headers: typed(form), end: 'hang' }), isRecoverable: true },
  {
    name: 'hang after keep-alive comments',
    script: (_model, form) => answer(Array.from({ length: 30 }, () => [{ waitMs: 1000 }, send(form === 'sse' ? ': still there\n\n' : ' ')]).flat(), { headers: typed(form), end: 'hang' }),
    isRecoverable: true,
  },
  {
    name: 'hang mid-answer',
    script: (model, form) => (form === 'sse' ? streamThen(model, [], 'hang') : answer([send(halfJson(model))], { headers: typed(form), end: 'hang' })),
    isRecoverable: false,
  },
  {
    name: 'headers late',
    script: (model, form) => {
      const script = healthy(model, form);
      return script.kind === 'answer' ? { ...script, headersAfterMs: 3000 } : script;
    },
    isRecoverable: true,
    isHarmless: true,
  },
  {
    name: 'slow drip',
    // Some tens of bytes at a time: slow, and whole in the end.
    script: (model, form) => answer(pieces(bytesOf(model, form), 96).flatMap((bytes) => [{ waitMs: 200 }, { send: bytes }]), { headers: typed(form) }),
    isRecoverable: true,
    isHarmless: true,
  },
  {
    name: 'endless drip',
    script: (_model, form) => answer(Array.from({ length: 200 }, () => [{ waitMs: 500 }, send(form === 'sse' ? ':' : ' ')]).flat(), { headers: typed(form), end: 'hang' }),
    isRecoverable: true,
  },
  {
    name: 'a byte at a time',
    script: (model, form) => answer(pieces(bytesOf(model, form), 1).map((bytes) => ({ send: bytes })), { headers: typed(form) }),
    isRecoverable: true,
    isHarmless: true,
  },
];

function pieces(bytes: Uint8Array, length: number): Uint8Array[] {
  const result: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += length) result.push(bytes.slice(start, start + length));
  return result;
}

const HUGE = 'x'.repeat(3_000_000);

const contentFaults: readonly Fault[] = [
  { name: 'error inside a 200', script: (_model, form) => (form === 'sse' ? eventStream([`data: ${JSON.stringify(ERROR_IN_200)}\n\n`]) : json(ERROR_IN_200)), isRecoverable: true },
  { name: 'error as JSON where a stream was asked for', script: () => json(ERROR_IN_200), isRecoverable: true },
  { name: 'error inside a 200 after role and comment', script: (model, form) => (form === 'sse' ? eventStream([...recordedEvents(model).slice(0, 2), `data: ${JSON.stringify(ERROR_IN_200)}\n\n`]) : json(ERROR_IN_200)), isRecoverable: true },
  { name: 'error event with a name', script: (_model, form) => (form === 'sse' ? eventStream([`event: error\ndata: ${JSON.stringify(ERROR_IN_200)}\n\n`]) : json(ERROR_IN_200)), isRecoverable: true },
  { name: 'error mid-answer', script: (model, form) => (form === 'sse' ? streamThen(model, [send(`data: ${JSON.stringify(ERROR_IN_200)}\n\n`)]) : json(ERROR_IN_200)), isRecoverable: false },
  { name: 'empty body', script: (_model, form) => answer([], { headers: typed(form) }), isRecoverable: true },
  { name: 'only [DONE]', script: (_model, form) => answer([send('data: [DONE]\n\n')], { headers: typed(form) }), isRecoverable: true },
  { name: 'only comments', script: (_model, form) => answer([send(': one\n\n: two\n\n')], { headers: typed(form) }), isRecoverable: true },
  { name: 'web page with status 200', script: () => answer([send('<!doctype html><title>Sign in</title>')], { headers: { 'content-type': 'text/html' } }), isRecoverable: true },
  { name: 'no content type', script: (model, form) => answer([{ send: bytesOf(model, form) }]), isRecoverable: true },
  { name: 'plain text type', script: () => answer([send('hello')], { headers: { 'content-type': 'text/plain' } }), isRecoverable: true },
  { name: 'bytes that are no text', script: (_model, form) => answer([{ send: Uint8Array.from({ length: 600 }, (_, index) => (index * 37 + 128) % 256) }], { headers: typed(form) }), isRecoverable: true },
  { name: 'gzip nobody declared', script: (model, form) => answer([{ send: gzipSync(bytesOf(model, form)) }], { headers: typed(form) }), isRecoverable: true },
  { name: 'first event not JSON', script: (_model, form) => answer([send('data: {"choices": [\n\n')], { headers: typed(form) }), isRecoverable: true },
  { name: 'first event null', script: (_model, form) => answer([send(form === 'sse' ? 'data: null\n\n' : 'null')], { headers: typed(form) }), isRecoverable: true },
  { name: 'first event a number', script: (_model, form) => answer([send(form === 'sse' ? 'data: 7\n\n' : '7')], { headers: typed(form) }), isRecoverable: true },
  { name: 'choices of the wrong type', script: (_model, form) => answer([send(form === 'sse' ? 'data: {"choices":"none"}\n\n' : '{"choices":"none"}')], { headers: typed(form) }), isRecoverable: true },
  { name: 'oversized first event', script: (_model, form) => answer([send(form === 'sse' ? `data: {"x":"${HUGE}"}\n\n` : `{"x":"${HUGE}"}`)], { headers: typed(form) }), isRecoverable: true },
  { name: 'event without an end', script: (_model, form) => answer([send(`data: ${HUGE}`), send(HUGE), send(HUGE)], { headers: typed(form), end: 'hang' }), isRecoverable: true },
  { name: 'malformed event mid-answer', script: (model, form) => (form === 'sse' ? streamThen(model, recordedEvents(model).slice(HALF).map((event, index) => send(index === 0 ? 'data: {"choices":[{"delta":{"con\n\n' : event))) : answer([send(halfJson(model))], { headers: typed(form) })), isRecoverable: false },
  { name: 'oversized event mid-answer', script: (model, form) => (form === 'sse' ? streamThen(model, [send(`data: {"x":"${HUGE}"}\n\n`), ...recordedEvents(model).slice(HALF).map(send)]) : answer([{ send: halfJson(model) }], { headers: typed(form) })), isRecoverable: false },
  { name: 'stream without finish reason', script: (model, form) => (form === 'sse' ? streamThen(model, []) : answer([{ send: halfJson(model) }], { headers: typed(form) })), isRecoverable: false },
  { name: 'stream without finish reason but [DONE]', script: (model, form) => (form === 'sse' ? streamThen(model, [send('data: [DONE]\n\n')]) : answer([{ send: halfJson(model) }], { headers: typed(form) })), isRecoverable: false },
  { name: 'redirect', script: () => answer([], { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } }), isRecoverable: true },
];

/** Every fault that has a name of its own. */
export const NAMED_FAULTS: readonly Fault[] = [...silenceFaults, ...statusFaults, ...rateLimitFaults, ...contentFaults];

/** The recorded answer cut after so many bytes: the connection breaks, or ends as if nothing were missing. */
export function cutFaults(model: string, form: Form): readonly Fault[] {
  const total = bytesOf(model, form).length;
  return (['cut', 'clean'] as const).flatMap((end) =>
    Array.from({ length: total }, (_, length) => ({
      name: `${end === 'cut' ? 'cut' : 'ended'} after byte ${length}`,
      script: (asked: string, askedForm: Form) => answer([{ send: bytesOf(asked, askedForm).slice(0, length) }], { headers: typed(askedForm), end }),
      isRecoverable: length < firstContentByte(model, form),
    })),
  );
}

/** With fewer bytes than this no event with text is whole. */
function firstContentByte(model: string, form: Form): number {
  return form === 'sse' ? new TextEncoder().encode(recordedEvents(model).slice(0, FIRST_TEXT_EVENT + 1).join('')).length : Infinity;
}

/** Where a caller may leave: by what it has seen. */
export const ABORT_STAGES = ['at once', 'before headers', 'after headers', 'after first text', 'mid-answer', 'after the last text'] as const;
export type AbortStage = (typeof ABORT_STAGES)[number];
