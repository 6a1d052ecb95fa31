// What one event of a provider's stream says, as far as the relay has to know. The bytes are passed on as they are; parsing
// them costs about a microsecond of the fifty that an event costs on its way through JavaScript.

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What we read of OpenAI's chunk; everything may be missing. */
export interface StreamChunk {
  readonly id?: unknown;
  readonly created?: unknown;
  readonly model?: unknown;
  readonly choices?: readonly StreamChoice[] | null;
  readonly usage?: unknown;
  readonly error?: unknown;
}

interface StreamChoice {
  readonly delta?: Readonly<Record<string, unknown>> | null;
  readonly finish_reason?: string | null;
}

export type EventReading =
  /** Comments and whatever else carries no data. */
  | { readonly kind: 'comment' | 'done' | 'malformed' }
  | { readonly kind: 'error'; readonly error: unknown }
  | {
      readonly kind: 'chunk';
      readonly chunk: StreamChunk;
      /** Something of the answer: text, a refusal, a tool call, thoughts, or its end. A role alone is nothing yet. */
      readonly hasContent: boolean;
      readonly hasFinished: boolean;
      /** Length of what the model said in it. */
      readonly characters: number;
      readonly usage: TokenUsage | undefined;
      /** Nothing but the usage, which comes after the last choice. */
      readonly isUsageAlone: boolean;
    };

const decoder = new TextDecoder();

/** `readEvent(bytes('data: [DONE]\n\n'))` → { kind: 'done' } */
export function readEvent(bytes: Uint8Array): EventReading {
  const data = dataOf(decoder.decode(bytes));
  if (data === undefined) return { kind: 'comment' };
  if (data.startsWith('[DONE]')) return { kind: 'done' };
  let chunk: StreamChunk;
  try {
    chunk = JSON.parse(data);
  } catch {
    return { kind: 'malformed' };
  }
  if (typeof chunk !== 'object' || chunk === null) return { kind: 'malformed' };
  if (chunk.error !== undefined && chunk.error !== null) return { kind: 'error', error: chunk.error };
  return readChunk(chunk);
}

function readChunk(chunk: StreamChunk): EventReading {
  const choices = Array.isArray(chunk.choices) ? (chunk.choices as readonly StreamChoice[]) : [];
  let characters = 0;
  let hasFinished = false;
  for (const choice of choices) {
    characters += saidIn(choice?.delta);
    hasFinished ||= typeof choice?.finish_reason === 'string';
  }
  const usage = usageOf(chunk.usage);
  const hasContent = characters > 0 || hasFinished;
  return { kind: 'chunk', chunk, hasContent, hasFinished, characters, usage, isUsageAlone: usage !== undefined && choices.length === 0 };
}

/** Characters of everything in a delta but the role: providers have names of their own for what a model thinks. */
function saidIn(delta: StreamChoice['delta']): number {
  let characters = 0;
  for (const [name, value] of Object.entries(delta ?? {})) {
    if (name === 'role') continue;
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) characters += JSON.stringify(value).length;
  }
  return characters;
}

/** OpenAI's `usage`; undefined unless both numbers are there and can be ones: caps are settled by them. */
export function usageOf(usage: unknown): TokenUsage | undefined {
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = (usage ?? {}) as Record<string, unknown>;
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The event's data as the standard puts it together; undefined where it has none. */
function dataOf(text: string): string | undefined {
  // The usual event is one line and its end.
  if (text.startsWith('data: ') && text.indexOf('\n') === text.length - 2 && !text.includes('\r')) return text.slice(6, -2);
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line === 'data' || line.startsWith('data:'));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n');
}
