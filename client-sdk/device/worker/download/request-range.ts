// "The file from this byte on, if it is still the same one."
import type { DownloadTools } from './download-file.ts';
import type { RangeRequest } from './judge-response.ts';

/** A server that says nothing for so long is asked again. */
const ANSWER_PATIENCE_MS = 30_000;

/**
 * Past the HTTP cache, which would keep a second copy of what the store keeps.
 *
 * A page of another origin may send `Range` as it is but must ask before it sends `If-Range`. A server that doesn't allow
 * that is asked by `Range` alone; the length, the validator where it shows, and the hash then tell whether both halves fit.
 */
export async function requestRange(url: string, { offset, validator, expectedBytes }: RangeRequest, tools: DownloadTools): Promise<Response> {
  if (offset === 0) return send(url, {}, tools);
  const range = { range: `bytes=${offset}-` };
  if (validator === undefined) return send(url, range, tools);
  try {
    return await send(url, { ...range, 'if-range': validator }, tools);
  } catch (error) {
    const isSameOrigin = new URL(url).origin === globalThis.location?.origin;
    if (isSameOrigin || expectedBytes === undefined || tools.signal?.aborted) throw error;
    return send(url, range, tools);
  }
}

async function send(url: string, headers: Record<string, string>, { fetch, signal }: DownloadTools): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error('the server does not answer.')), ANSWER_PATIENCE_MS);
  try {
    return await fetch(url, { headers, cache: 'no-store', signal: AbortSignal.any([patience.signal, ...(signal ? [signal] : [])]) });
  } finally {
    clearTimeout(timer);
  }
}
