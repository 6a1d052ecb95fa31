// POST /v1/chat/completions of the reference host.
import { ChatAnswer } from './chat-answer.ts';
import { delay, type DelaySwitch } from './delay.ts';
import { faultOf, faultResponse } from './fault.ts';
import { REFERENCE_MODELS } from './reference-models.ts';
import type { Seen } from './seen.ts';
import { streamAnswer } from './stream-answer.ts';
import { writeAnswer } from './write-answer.ts';

/** The part of OpenAI's body that a stand-in heeds. The router in front of it is the strict one. */
interface ChatBody {
  readonly model?: unknown;
  readonly messages?: readonly { readonly role?: unknown; readonly content?: unknown }[];
  readonly stream?: unknown;
  readonly stream_options?: { readonly include_usage?: unknown } | null;
  readonly max_tokens?: unknown;
  readonly max_completion_tokens?: unknown;
}

export interface AnswerChatContext {
  readonly seen: Seen;
  readonly delay: DelaySwitch;
}

/**
 * The answer as JSON or, with `stream: true`, as events; faults and refusals in OpenAI's shape. Throws for a body that
 * isn't JSON: itty-router makes that a 500.
 */
export async function answerChat(request: Request, { seen, delay: delaySwitch }: AnswerChatContext): Promise<Response> {
  const visit = seen.begin();
  const body: ChatBody = await request.json();
  const name = String(body.model);
  const model = Object.hasOwn(REFERENCE_MODELS, name) ? REFERENCE_MODELS[name] : undefined;
  if (!model || !Array.isArray(body.messages)) {
    visit.end('completed');
    return model
      ? refuse({ status: 400, message: 'messages must be a list.', param: 'messages', code: null })
      : refuse({ status: 404, message: `The reference host has no model "${name}".`, param: 'model', code: 'model_not_found' });
  }

  const question = lastQuestion(body.messages);
  const fault = model.isFlaky ? faultOf(question) : undefined;
  const failure = fault && faultResponse(fault);
  if (failure) {
    visit.end('completed');
    return failure;
  }

  const limit = Number(body.max_completion_tokens ?? body.max_tokens ?? Infinity);
  const prompt = body.messages.map(({ content }) => textOf(content));
  const answer = new ChatAnswer({ model: name, prompt, text: writeAnswer(question, model), limit });
  const pace = delaySwitch === 'off' ? { firstTokenMs: 0, wordsPerSecond: Infinity } : model;
  const cutsOff = fault === 'cut';
  if (body.stream === true) {
    const includeUsage = body.stream_options?.include_usage === true;
    // A reader that leaves shows itself by the request's signal in workerd, by cancelling the stream elsewhere.
    request.signal.addEventListener('abort', () => visit.end('cancelled'));
    return streamAnswer({ answer, pace, includeUsage, cutsOff, end: visit.end });
  }
  await delay(pace.firstTokenMs + (answer.words.length * 1000) / pace.wordsPerSecond);
  visit.end('completed');
  const json = JSON.stringify(answer.completion());
  return new Response(cutsOff ? json.slice(0, json.length / 2) : json, { headers: { 'content-type': 'application/json' } });
}

/** The last thing the user said; earlier turns and system prompts don't change an exam answer. */
function lastQuestion(messages: NonNullable<ChatBody['messages']>): string {
  return textOf(messages.findLast(({ role }) => role === 'user')?.content);
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  const parts = content as readonly { readonly text?: unknown }[];
  return parts.map(({ text }) => (typeof text === 'string' ? text : '')).join('\n');
}

function refuse({ status, ...error }: { status: number; message: string; param: string; code: string | null }): Response {
  return Response.json({ error: { ...error, type: 'invalid_request_error' } }, { status });
}
