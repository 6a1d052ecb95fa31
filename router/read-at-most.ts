/**
 * A body as text, undefined when it has more bytes than the limit; no more of it is read then. Counts what arrives: a
 * content-length is of the compressed bytes.
 *
 * @example await readAtMost(response.body, 16_384)
 */
export async function readAtMost(body: ReadableStream<Uint8Array>, limitBytes: number): Promise<string | undefined> {
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
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
