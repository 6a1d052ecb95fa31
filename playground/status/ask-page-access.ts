/** How this page asks and what it tells. */
export interface PageAccess {
  /** It asks hosted models with a session token. */
  readonly session: boolean;
  /** It tells events of its answers, which the dashboard shows. */
  readonly events: boolean;
}

/** A router that takes longer is taken for one without sessions: the device answers, and a reload asks anew. */
const PATIENCE_MS = 1500;
const THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The router knows how it is set up, a page that it serves doesn't. Where a session is needed there is one. On the developer's
 * own machine the page takes one too where it can, and tells events: they are that person's, and stay there. Elsewhere nobody
 * was asked for consent, and it tells nothing.
 */
export async function askPageAccess(fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args), host: string = location.hostname): Promise<PageAccess> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    const { ownPageNeedsSession, configured } = (await response.json()) as { ownPageNeedsSession?: unknown; configured?: unknown };
    if (ownPageNeedsSession === true) return { session: true, events: false };
    const has = (part: string) => Array.isArray(configured) && configured.includes(part);
    const isOwn = THIS_MACHINE.includes(host) && has('sessions');
    return { session: isOwn, events: isOwn && has('events') };
  } catch {
    return { session: false, events: false };
  }
}
