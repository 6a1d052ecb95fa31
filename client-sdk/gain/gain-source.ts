// The gain model that the policy names: fetched once by its hash, kept in the browser's Cache, checked before it counts.
// No question waits for it; until it is there, published scores tell the gain.
import { decodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { createGainModel, type GainModel } from '../../src/gain/gain-model.ts';

const CACHE = 'phirst-gain-v1';

export interface GainSourceInput {
  /** Of the router, which serves it as a file: `<base>/gain/<sha256>.gain`. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** The Cache it is kept in; undefined where there is none. */
  readonly caches?: Pick<CacheStorage, 'open' | 'delete'> | undefined;
}

export interface GainSource {
  /** The model, if it is here; else undefined, and on its way where it may be fetched. One that couldn't be had is asked for again later. */
  find(sha256: string, mayFetch?: boolean): GainModel | undefined;
}

/** After a failure the router is left alone for so many questions. */
const QUESTIONS_BETWEEN_TRIES = 20;

export function createGainSource({ baseUrl, fetch, caches }: GainSourceInput): GainSource {
  let model: { readonly sha256: string; readonly value: GainModel } | undefined;
  let wanted: string | undefined;
  let waits = 0;

  async function load(sha256: string): Promise<GainModel> {
    const url = `${baseUrl}/gain/${sha256}.gain`;
    const cache = await caches?.open(CACHE).catch(() => undefined);
    const kept = await cache?.match(url);
    const bytes = new Uint8Array(await (kept ?? (await fetchWhole(url))).arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const found = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (found !== sha256) {
      await cache?.delete(url);
      throw new Error(`The gain model ${sha256} came with the content ${found}.`);
    }
    const value = createGainModel(decodeGainArtefact(bytes));
    if (!kept && cache) {
      // Storage that is full costs a fetch with the next visit, nothing else. Earlier models go.
      await Promise.all((await cache.keys()).map((request) => cache.delete(request)));
      await cache.put(url, new Response(bytes)).catch(() => undefined);
    }
    return value;
  }

  async function fetchWhole(url: string): Promise<Response> {
    const response = await fetch(url, { credentials: 'omit' });
    if (!response.ok) throw new Error(`The router has no gain model at ${url} (${response.status}).`);
    return response;
  }

  return {
    find(sha256, mayFetch = true) {
      if (model?.sha256 === sha256) return model.value;
      if (!mayFetch) return undefined;
      if (wanted === sha256 && waits > 0) waits--;
      else if (wanted !== sha256 || waits === 0) {
        wanted = sha256;
        waits = QUESTIONS_BETWEEN_TRIES;
        load(sha256).then(
          (value) => (model = { sha256, value }),
          () => undefined,
        );
      }
      return undefined;
    },
  };
}
