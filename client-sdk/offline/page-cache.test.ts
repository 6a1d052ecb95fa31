import { describe, expect, it } from 'vitest';
import { isKept } from './is-kept.ts';
import { createPageCache } from './page-cache.ts';

const SCOPE = 'https://app.example/';

/** CacheStorage in memory, as far as it is used: a stand-in, the journey has the browser's own. */
function memoryCaches() {
  const stores = new Map<string, Map<string, Response>>();
  const urlOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request));
  return {
    stores,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    open: async (name: string) => {
      const store = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, store);
      return {
        match: async (request: RequestInfo | URL) => store.get(urlOf(request))?.clone(),
        put: async (request: RequestInfo | URL, response: Response) => void store.set(urlOf(request), response),
        keys: async () => [...store.keys()].map((url) => new Request(url)),
        delete: async (request: RequestInfo | URL) => store.delete(urlOf(request)),
      } as unknown as Cache;
    },
  };
}

function setUp(version = '1', files: readonly string[] = ['', 'main.js']) {
  const caches = memoryCaches();
  const kept: Promise<unknown>[] = [];
  const network: { isUp: boolean; served: string; headers: Record<string, string> } = { isUp: true, served: 'fresh', headers: {} };
  const at = (name: string, list: readonly string[] = files) =>
    createPageCache({
      precache: { version: name, files: list },
      scope: SCOPE,
      caches,
      fetch: async (request) => {
        if (!network.isUp) throw new TypeError('fetch failed');
        if (request.url.endsWith('missing.js')) return new Response('', { status: 404 });
        const response = new Response(`${network.served} ${request.url.slice(SCOPE.length)}`, { headers: { etag: network.served, ...network.headers } });
        Object.defineProperty(response, 'type', { value: 'basic' });
        return response;
      },
    });
  const get = async (cache: ReturnType<typeof at>, path: string) => (await cache.respond(new Request(SCOPE + path), (work) => kept.push(work))).text();
  return { caches, network, at, get, kept, cache: at(version) };
}

describe('a page with a service worker', () => {
  it('gets its files from the network, and from the installed version without one', async () => {
    const { cache, network, get } = setUp();
    await cache.install();
    network.served = 'newer';
    expect(await get(cache, 'main.js')).toBe('newer main.js');
    network.isUp = false;
    // The whole installed version, not a mixture with what came since.
    expect(await get(cache, 'main.js')).toBe('fresh main.js');
    expect(await get(cache, '')).toBe('fresh ');
    await expect(get(cache, 'never-seen.js')).rejects.toThrow('fetch failed');
  });

  it('keeps nothing that its server says not to keep, and no more than some', async () => {
    const { cache, caches, network, get, kept } = setUp();
    network.headers = { 'cache-control': 'private, no-store' };
    await get(cache, 'api/me');
    network.headers = {};
    for (let day = 0; day < 210; day++) await get(cache, `api/news?day=${day}`);
    await Promise.all(kept);
    const all = [...caches.stores.values()].flatMap((store) => [...store.keys()]);
    expect(all).not.toContain(`${SCOPE}api/me`);
    expect(all).toHaveLength(200);
    expect(all).toContain(`${SCOPE}api/news?day=209`);
  });

  it('keeps models and runtimes when they are used', async () => {
    const { cache, network, get, kept } = setUp();
    await get(cache, 'models/config.json');
    await Promise.all(kept);
    network.isUp = false;
    expect(await get(cache, 'models/config.json')).toBe('fresh models/config.json');
  });

  it('does not install half a version', async () => {
    const { at } = setUp();
    await expect(at('2', ['', 'missing.js']).install()).rejects.toThrow('missing.js');
  });

  it('drops all versions but its own and the one before', async () => {
    const { at, caches } = setUp();
    for (const version of ['1', '2', '3']) {
      await at(version).install();
      await at(version).activate();
    }
    expect([...caches.stores.keys()]).toEqual(['phirst-page-2', 'phirst-page-3']);
  });
});

it.each([
  ['GET', '', {}, true],
  ['GET', 'phirst/index.js', {}, true],
  ['GET', 'v1/policy', {}, false],
  ['POST', 'v1/chat/completions', {}, false],
  ['GET', 'healthz', {}, false],
  ['GET', 'models/big.onnx', { range: 'bytes=5-' }, false],
])('%s /%s %o is kept: %s', (method, path, headers, expected) => {
  expect(isKept({ method, url: SCOPE + path, headers: new Headers(headers) }, SCOPE)).toBe(expected);
});

it('keeps its hands off other origins', () => {
  expect(isKept({ method: 'GET', url: 'https://huggingface.co/x', headers: new Headers() }, SCOPE)).toBe(false);
});
