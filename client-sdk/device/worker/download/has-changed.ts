// Where nobody publishes hashes, a new version of a kept file shows by its ETag, its date or its length alone.
import type { DownloadTools } from './download-file.ts';
import { readValidator } from './judge-response.ts';

/** False also when the server can't be reached: what is here is better than nothing. */
export async function hasChanged(
  url: string,
  kept: { readonly bytes: number; readonly validator: string | undefined },
  { fetch, signal }: DownloadTools,
): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'HEAD', cache: 'no-store', ...(signal && { signal }) });
    if (!response.ok) return false;
    const validator = readValidator(response.headers);
    if (validator !== undefined && kept.validator !== undefined) return validator !== kept.validator;
    const { headers } = response;
    return headers.has('content-length') && !headers.has('content-encoding') && Number(headers.get('content-length')) !== kept.bytes;
  } catch {
    return false;
  }
}
