// A body as text, never more of it than the limit.
import { PhirstError } from '../../src/errors/phirst-error.ts';

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
  return request.body === null ? '' : countAndDecode(request.body, limitBytes);
}

async function countAndDecode(body: ReadableStream<Uint8Array>, limitBytes: number): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > limitBytes) {
      // Not awaited: whoever still sends need not be heard out.
      void reader.cancel().catch(() => {});
      throw tooLarge(limitBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function tooLarge(limitBytes: number): PhirstError {
  return new PhirstError('request_too_large', `The body is larger than ${limitBytes} bytes, the most this router reads.`);
}
