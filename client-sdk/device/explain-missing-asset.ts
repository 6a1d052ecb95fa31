// A file that the app has to serve isn't where it was looked for: by far the commonest fault of a first try.

const PATIENCE_MS = 3000;

/** What a developer does about it. */
export const COPY_ASSETS = 'Run `npx phirst copy-assets` to put Phirst’s files there, or say with assetsUrl and modelsUrl where they are.';

/**
 * Why the worker's script didn't start. A browser tells a page nothing about that, so the file is asked for once more and
 * its answer looked at. Never rejects.
 *
 * @param url absolute address of device-worker.js.
 */
export async function explainMissingWorker(url: string): Promise<string> {
  const fault = await findFault(url, /\bjavascript\b/);
  return fault === undefined
    ? `${url} is there but did not start as a worker: a Content-Security-Policy may forbid it (worker-src, script-src), or the server sends no access-control-allow-origin.`
    : `${url} ${fault}. ${COPY_ASSETS}`;
}

async function findFault(url: string, expected: RegExp): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    void response.body?.cancel();
    if (!response.ok) return `answered with status ${response.status}`;
    const type = response.headers.get('content-type') ?? 'without a type';
    // Servers of single-page apps send their page for whatever they don't have.
    return expected.test(type) ? undefined : `is ${type}, as if a server sent its page for a file it doesn’t have`;
  } catch {
    return 'could not be fetched';
  }
}
