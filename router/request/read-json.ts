// A request's body as JSON.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { orAborted } from '../or-aborted.ts';
import { readLimitedText } from './read-limited-text.ts';

/** 1 MiB: more than may be passed on, whatever its encoding. */
export const MAXIMUM_BODY_BYTES = 1_048_576;

/**
 * Throws `unsupported_media_type` for anything not declared as JSON, `request_too_large` beyond the limit, and
 * `invalid_request` for text that isn't JSON, with the engine's words for where; the signal's reason when that comes first.
 */
export async function readJson(request: Request, signal: AbortSignal, limitBytes: number = MAXIMUM_BODY_BYTES): Promise<unknown> {
  const mediaType = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new PhirstError('unsupported_media_type', 'Send JSON, with the header "content-type: application/json".');
  }
  const text = await orAborted(readLimitedText(request, limitBytes), signal);
  if (text === '') throw new PhirstError('invalid_request', 'The body is empty.', { param: 'body' });
  try {
    return JSON.parse(text);
  } catch (cause) {
    const where = cause instanceof SyntaxError ? cause.message : 'it could not be read';
    throw new PhirstError('invalid_request', `The body is not valid JSON: ${where}`, { param: 'body', cause });
  }
}
