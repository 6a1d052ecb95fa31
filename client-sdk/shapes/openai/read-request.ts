// A body of chat.completions.create → what to ask, or a PhirstError that names the field which can't be honoured.
import { PhirstError } from '../../../src/errors/phirst-error.ts';
import type { Message } from '../../../src/query/query.ts';
import type { AskOptions } from '../../client-options.ts';
import { readAskSettings } from '../ask-settings.ts';
import type { ChatCompletionCreateParams, IgnorableFields } from './chat-completion.ts';
import { readMessages } from './read-messages.ts';

export interface ChatCompletionRequest {
  readonly messages: readonly Message[];
  readonly askOptions: AskOptions;
  readonly isStreamed: boolean;
  readonly includesUsage: boolean;
  readonly revise: 'hold' | 'replace';
  /** Fields given that reach no model. */
  readonly ignored: readonly string[];
}

/** Without them the answer is still one to the question. */
const IGNORABLE = [
  'temperature',
  'top_p',
  'seed',
  'presence_penalty',
  'frequency_penalty',
  'user',
  'metadata',
] as const satisfies readonly (keyof IgnorableFields)[];

const READ: readonly string[] = ['messages', 'model', 'max_tokens', 'max_completion_tokens', 'stream', 'stream_options', 'phirst'];

/** Values that ask for what is done anyway. */
const NEUTRAL: Readonly<Record<string, readonly unknown[]>> = {
  n: [1],
  logprobs: [false],
  store: [false],
  tool_choice: ['none', 'auto'],
  parallel_tool_calls: [true, false],
  top_p: [1],
  presence_penalty: [0],
  frequency_penalty: [0],
};

export function readRequest(body: ChatCompletionCreateParams): ChatCompletionRequest {
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (READ.includes(name) || isNeutral(name, value)) continue;
    if (!(IGNORABLE as readonly string[]).includes(name)) throw unsupported(name, 'a routed answer cannot honour it. Leave it out, or call the router with the openai package for it');
    ignored.push(name);
  }
  if (body.model !== 'auto') {
    const message = `This client routes every question itself: ask for the model "auto", not "${body.model}", or call the router with the openai package for a model of your choice.`;
    throw new PhirstError('model_not_found', message, { param: 'model' });
  }
  const { revise = 'hold', ...settings } = body.phirst ?? {};
  if (revise !== 'hold' && revise !== 'replace') throw unsupported('phirst.revise', 'it must be hold or replace');
  const maxTokens = outputLimit(body);
  return {
    messages: readMessages(body.messages),
    askOptions: { ...readAskSettings(settings, 'phirst'), ...(maxTokens !== undefined && { maxTokens }) },
    isStreamed: body.stream ?? false,
    includesUsage: includesUsage(body),
    revise,
    ignored,
  };
}

function isNeutral(name: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (NEUTRAL[name]?.includes(value)) return true;
  if (name === 'response_format') return (value as { type?: unknown }).type === 'text';
  // No tools, no stop sequences, no biases.
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function outputLimit({ max_tokens: old, max_completion_tokens: limit }: ChatCompletionCreateParams): number | undefined {
  if (old && limit && old !== limit) throw unsupported('max_tokens', 'it says another limit than max_completion_tokens');
  return limit ?? old ?? undefined;
}

function includesUsage({ stream_options: options }: ChatCompletionCreateParams): boolean {
  for (const name of Object.keys(options ?? {})) {
    if (name !== 'include_usage') throw unsupported(`stream_options.${name}`, 'only include_usage is known');
  }
  return options?.include_usage ?? false;
}

function unsupported(param: string, why: string): PhirstError {
  return new PhirstError('invalid_request', `${param} is refused: ${why}.`, { param });
}
