// The page's files, kept by version. The network goes first for all of them, so that a page never mixes two versions while
// it is online; without one, the whole of the last version that was installed is there.

export interface Precache {
  /** Changes with any of the files. */
  readonly version: string;
  /** Relative to the worker's scope; '' is the page itself. */
  readonly files: readonly string[];
}

export interface PageCacheInput {
  readonly precache: Precache;
  /** The worker's scope, ends in a slash. */
  readonly scope: string;
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: (request: Request) => Promise<Response>;
}

export interface PageCache {
  /** Fetches every file of this version; rejects when one is missing, and the version before stays. */
  install(): Promise<void>;
  /** Drops what is older than the version before: a page still open may ask for a chunk of that one. */
  activate(): Promise<void>;
  /** @param untilKept told what still goes on when the answer is there; a worker that stops meanwhile keeps nothing */
  respond(request: Request, untilKept: (work: Promise<unknown>) => void): Promise<Response>;
}

/** Files of the page, one cache a version. */
const VERSIONED = 'phirst-page-';
/** What was fetched later: models and runtimes served beside the page, which only those who load them should pay for. */
const ON_USE = 'phirst-used-files';

/** The app's own answers come by other addresses every day: what was kept first goes first. */
const MOST_ON_USE = 200;

/** A network that is slower than this counts as none, where there is something kept. */
const PATIENCE_MS = 4000;

export function createPageCache({ precache, scope, caches, fetch }: PageCacheInput): PageCache {
  const current = `${VERSIONED}${precache.version}`;
  const versions = async () => (await caches.keys()).filter((name) => name.startsWith(VERSIONED));

  const keptAnswer = async (request: Request): Promise<Response | undefined> => {
    // The page is the same whatever follows it in the address; its files are named by their whole address.
    const options = { ignoreSearch: request.mode === 'navigate', ignoreVary: true };
    const older = (await versions()).filter((name) => name !== current);
    for (const name of [current, ...older, ON_USE]) {
      const cache = await caches.open(name);
      const kept = await cache.match(request, options);
      if (kept) return kept;
    }
    return undefined;
  };

  /**
   * Neither pages nor what is installed by version, nor an answer from somewhere else. That a file isn't there is an answer
   * too: whoever loads a model asks for files that it may have, and goes on without them.
   */
  const isForUse = (request: Request, response: Response) =>
    (response.ok || response.status === 404) && !response.headers.get('cache-control')?.includes('no-store') && response.status !== 206 && !response.redirected && request.mode !== 'navigate' && !precache.files.includes(request.url.slice(scope.length));

  const keepOnUse = async (request: Request, response: Response) => {
    const cache = await caches.open(ON_USE);
    const kept = await cache.match(request);
    const etag = response.headers.get('etag');
    // Megabytes that haven't changed needn't be written again; a copy nobody reads would fill the memory.
    if (kept && etag !== null && kept.headers.get('etag') === etag) await response.body?.cancel();
    else await cache.put(request, response);
    if (kept) return;
    const all = await cache.keys();
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST_ON_USE)).map((old) => cache.delete(old)));
  };

  return {
    async install() {
      const cache = await caches.open(current);
      // Past the HTTP cache: it may hold files of the version before.
      await Promise.all(
        precache.files.map(async (file) => {
          const request = new Request(scope + file, { cache: 'reload' });
          const response = await fetch(request);
          if (!response.ok) throw new TypeError(`${file} could not be fetched (${response.status}).`);
          await cache.put(scope + file, response);
        }),
      );
    },
    async activate() {
      const others = (await versions()).filter((name) => name !== current);
      await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
    },
    async respond(request, untilKept) {
      const asked = fetch(request);
      asked.catch(() => undefined);
      const tooLong = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
      try {
        const response = await Promise.race([asked, tooLong]);
        if (response) {
          // A full disk must not cost the page its answer.
          if (isForUse(request, response)) untilKept(keepOnUse(request, response.clone()).catch(() => undefined));
          return response;
        }
        return (await keptAnswer(request)) ?? (await asked);
      } catch (error) {
        const kept = await keptAnswer(request);
        if (kept) return kept;
        throw error;
      }
    },
  };
}
