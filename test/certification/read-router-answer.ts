// Reads the router's answer as any OpenAI client would, and counts how often it ended.
import { createParser } from 'eventsource-parser';
import { ERROR_CODES } from '../../src/errors/error-code.ts';

export interface ReadAnswer {
  readonly terminals: string[];
  text: string;
  readonly faults: string[];
}

export interface ReadOptions {
  /** Called with the text so far after each piece; true stops the reading there. */
  readonly isEnough?: (text: string, hasEnded: boolean) => boolean;
}

/** Never rejects: a body that breaks is a fault of the router's. */
export async function readRouterAnswer(response: Response, { isEnough = () => false }: ReadOptions = {}): Promise<ReadAnswer> {
  const seen: ReadAnswer = { terminals: [], text: '', faults: [] };
  const isStream = (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
  if (!isStream) {
    const text = await response.text();
    readJson(response, text, seen);
    return seen;
  }
  if (response.status !== 200) seen.faults.push(`an event stream with status ${response.status}`);
  let isDone = false;
  const parser = createParser({
    onEvent({ data }) {
      if (data === '[DONE]') {
        isDone = true;
        return;
      }
      if (isDone || seen.terminals.some((terminal) => terminal !== 'finish')) seen.faults.push('an event after the last one');
      readChunk(data, seen);
    },
  });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(decoder.decode(value, { stream: true }));
      if (isEnough(seen.text, seen.terminals.length > 0)) {
        await reader.cancel();
        return seen;
      }
    }
  } catch (error) {
    seen.faults.push(`the body broke: ${String(error)}`);
  }
  return seen;
}

function readJson(response: Response, text: string, seen: ReadAnswer): void {
  const body = parse(text) as { error?: unknown; choices?: { message?: { content?: string } }[] } | undefined;
  if (response.status === 200) {
    const content = body?.choices?.[0]?.message?.content;
    if (typeof content !== 'string') return void seen.faults.push(`a 200 that is no completion: ${text.slice(0, 80)}`);
    seen.text = content;
    seen.terminals.push('finish');
  } else seen.terminals.push(codeOf(body?.error, seen));
}

function readChunk(data: string, seen: ReadAnswer): void {
  const chunk = parse(data) as { error?: unknown; choices?: { delta?: { content?: string }; finish_reason?: string | null }[] } | undefined | null;
  // What a provider wrote that is no JSON may pass, where the error event behind it says so.
  if (chunk === undefined) return;
  if (chunk?.error !== undefined) return void seen.terminals.push(codeOf(chunk.error, seen));
  const [choice] = Array.isArray(chunk?.choices) ? chunk.choices : [];
  seen.text += choice?.delta?.content ?? '';
  if (choice?.finish_reason) seen.terminals.push('finish');
}

function codeOf(error: unknown, seen: ReadAnswer): string {
  const { code, message, type } = (error ?? {}) as { code?: unknown; message?: unknown; type?: unknown };
  if (typeof message !== 'string' || typeof type !== 'string') seen.faults.push('an error that is not in OpenAI’s shape');
  if (typeof code !== 'string' || !(code in ERROR_CODES)) seen.faults.push(`an error without a code of ours: ${String(code)}`);
  return String(code);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
