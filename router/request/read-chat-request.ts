// Everything a chat request must be before anything is decided about it, checked in one place.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { parseChatRequest, type ChatRequest } from '../../src/wire/chat-request.ts';
import { measureMessages } from './chat-messages.ts';
import { outputLimitOf } from './output-limit.ts';
import { readJson } from './read-json.ts';
import { remainingMsOf } from './remaining-ms.ts';

const MAXIMUM_MESSAGES = 256;
/** About 100,000 tokens. */
const MAXIMUM_CHARACTERS = 400_000;

export interface IncomingChat {
  readonly request: ChatRequest;
  /** The body as the caller sent it, for fields that are the provider's business. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The most tokens the answer may have: the caller's limit, at most the policy's. */
  readonly maxTokens: number;
  /** What the caller leaves until the answer must be complete, from the body or the header; undefined = no limit. */
  readonly remainingMs: number | undefined;
}

/** Throws a PhirstError whose `param` is the path of the first fault. */
export async function readChatRequest(raw: Request, maximumOutputTokens: number): Promise<IncomingChat> {
  const body = await readJson(raw);
  const parsed = parseChatRequest(body);
  if (!parsed.ok) throw invalid(parsed.error.param, parsed.error.message);
  const request = parsed.value;

  if (request.messages.length > MAXIMUM_MESSAGES) {
    throw invalid('messages', `messages: at most ${MAXIMUM_MESSAGES}, not ${request.messages.length}`);
  }
  if (measureMessages(request.messages) > MAXIMUM_CHARACTERS) {
    const message = `messages: at most ${MAXIMUM_CHARACTERS} characters together`;
    throw new PhirstError('request_too_large', message, { param: 'messages' });
  }
  if ((request.n ?? 1) > 1) throw invalid('n', 'n: this router gives one answer to a request');
  if (request.phirst?.privacy === 'device-only') {
    const message = 'phirst.privacy: device-only text must not leave its device, and it just did. Nothing was done with it.';
    throw invalid('phirst.privacy', message);
  }
  return {
    request,
    body: body as Record<string, unknown>,
    maxTokens: outputLimitOf(request, maximumOutputTokens),
    remainingMs: remainingMsOf(raw.headers, request.phirst?.budget?.totalMs),
  };
}

function invalid(param: string, message: string): PhirstError {
  return new PhirstError('invalid_request', message, { param });
}
