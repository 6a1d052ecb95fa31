// Starts the device worker's script, wherever it is served, and from the copy that was kept where it can't be reached.
import { documentKey, FILE_CACHE } from './files/file-store.ts';

/**
 * @param assetsUrl absolute, ends in a slash; `device-worker.js` lies below it. On another origin it must be sent with
 *   `access-control-allow-origin`: a browser starts workers from the page's own origin only, so a one-line worker of
 *   ours imports it.
 */
export async function spawnDeviceWorker(assetsUrl: string): Promise<Worker> {
  const script = new URL('device-worker.js', assetsUrl);
  const kept = await keepScript(script);
  if (kept !== undefined) return spawnFromBlob(new Blob([kept], { type: 'text/javascript' }));
  if (script.origin === globalThis.location?.origin) return new Worker(script, { type: 'module' });
  return spawnFromBlob(new Blob([`import ${JSON.stringify(script.href)};`], { type: 'text/javascript' }));
}

function spawnFromBlob(source: Blob): Worker {
  const url = URL.createObjectURL(source);
  const worker = new Worker(url, { type: 'module' });
  const revoke = () => URL.revokeObjectURL(url);
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}

/**
 * Keeps the newest script, so that a later start works offline.
 *
 * @returns the kept one, where the server can't be reached. One that answers, however wrongly, is the app's to mend.
 */
async function keepScript(script: URL): Promise<Blob | undefined> {
  if (typeof caches === 'undefined') return undefined;
  try {
    const cache = await caches.open(FILE_CACHE);
    const key = documentKey(script.href, 'script');
    const served = await fetch(script, { cache: 'no-cache' }).catch(() => undefined);
    if (served === undefined) return (await cache.match(key))?.blob();
    // Servers of single-page apps send their page for whatever they don't have.
    if (served.ok && served.headers.get('content-type')?.includes('javascript')) await cache.put(key, served);
    return undefined;
  } catch {
    // No room for the copy, or a cache that can't be opened: the served script is the one there is.
    return undefined;
  }
}
