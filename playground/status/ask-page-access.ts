/** A router that takes longer is taken for one without sessions: the device answers, and a reload asks anew. */
const PATIENCE_MS = 1500;

/** Whether hosted models answer this page only with a session token: the router knows, a page that it serves doesn't. */
export async function askSessionNeed(fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args)): Promise<boolean> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    const health = (await response.json()) as { ownPageNeedsSession?: unknown };
    return health.ownPageNeedsSession === true;
  } catch {
    return false;
  }
}
