// A model folder on an origin of its own, as a CDN would serve it: the SDK finds it under phi-3-nano/.
import { readFile } from 'node:fs/promises';
import { join, normalize, resolve } from 'node:path';

/** A fetch handler for `/phi-3-nano/<file>` → `<folder>/<file>`; 404 for what isn't there. */
export function serveModel(folder: string): (request: Request) => Promise<Response> {
  const root = resolve(folder);
  const headers = { 'access-control-allow-origin': '*' };
  return async (request) => {
    const path = normalize(decodeURIComponent(new URL(request.url).pathname)).replace(/^\/phi-3-nano\//, '');
    const file = join(root, path);
    if (!file.startsWith(root)) return new Response(null, { status: 404, headers });
    try {
      const bytes = await readFile(file);
      return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) } });
    } catch {
      return new Response(null, { status: 404, headers });
    }
  };
}
