// A request's body as text, never more of it than the limit.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { readAtMost } from '../read-at-most.ts';

/**
 * Throws `request_too_large` as soon as it is known: from content-length, else from the bytes counted.
 *
 * @example await readLimitedText(request, 1_048_576)
 */
export async function readLimitedText(request: Request, limitBytes: number): Promise<string> {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    // The HTTP layer lets no more bytes through than were declared.
    if (Number(declared) > limitBytes) throw tooLarge(limitBytes);
    return request.text();
  }
  const text = request.body === null ? '' : await readAtMost(request.body, limitBytes);
  if (text === undefined) throw tooLarge(limitBytes);
  return text;
}

function tooLarge(limitBytes: number): PhirstError {
  return new PhirstError('request_too_large', `The body is larger than ${limitBytes} bytes, the most this router reads.`);
}
