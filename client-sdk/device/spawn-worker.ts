// Starts the device worker's script, wherever it is served.

/**
 * @param assetsUrl absolute, ends in a slash; `device-worker.js` lies below it. On another origin it must be sent with
 *   `access-control-allow-origin`: a browser starts workers from the page's own origin only, so a one-line worker of
 *   ours imports it.
 */
export function spawnDeviceWorker(assetsUrl: string): Worker {
  const script = new URL('device-worker.js', assetsUrl);
  if (script.origin === globalThis.location?.origin) return new Worker(script, { type: 'module' });
  const importing = new Blob([`import ${JSON.stringify(script.href)};`], { type: 'text/javascript' });
  const url = URL.createObjectURL(importing);
  const worker = new Worker(url, { type: 'module' });
  const revoke = () => URL.revokeObjectURL(url);
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
