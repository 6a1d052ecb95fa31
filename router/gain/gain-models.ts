// The gain models that policies name, as this isolate has them: read once from the site's own files, by the hash that names them,
// and held against it. No answer waits for one, and none fails for want of one.
import { decodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { createGainModel, type GainModel } from '../../src/gain/gain-model.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Bindings } from '../env.ts';
import type { GainState } from './gain-state.ts';

/** One that couldn't be had is asked for again after so long. */
const RETRY_AFTER_MS = 60_000;
/** A read that takes longer is given up, and lost where its request is over. */
const LOST_AFTER_MS = 10_000;
/** Variants of an experiment may name several. */
const MOST_KEPT = 4;

/** Undefined where the policy names none. */
export type GainLookup = { readonly state: 'used'; readonly model: GainModel } | { readonly state: Exclude<GainState, 'used'>; readonly model?: undefined } | undefined;

interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

export interface GainModels {
  /** From memory; where it isn't there, it is fetched behind the request. */
  held(policy: Policy, env: Pick<Bindings, 'ASSETS'>, context: Waiting): GainLookup;
  /** Waits for it: for whoever asks how it is decided rather than for an answer. */
  load(policy: Policy, env: Pick<Bindings, 'ASSETS'>): Promise<GainLookup>;
}

interface Entry {
  readonly lookup: NonNullable<GainLookup>;
  readonly atMs: number;
}

/** `createGainModels({ now }).held(policy, env, context)` → { state: 'used', model } */
export function createGainModels({ now }: { readonly now: () => number }): GainModels {
  const entries = new Map<string, Entry>();

  /** What is asked for goes to the end, away from what is forgotten. */
  const touch = (sha256: string, entry: Entry) => {
    entries.delete(sha256);
    entries.set(sha256, entry);
  };
  const keep = (sha256: string, lookup: NonNullable<GainLookup>) => {
    touch(sha256, { lookup, atMs: now() });
    for (const oldest of entries.keys()) {
      if (entries.size <= MOST_KEPT) break;
      entries.delete(oldest);
    }
    return lookup;
  };

  const known = (sha256: string, maximumAgeMs: (lookup: NonNullable<GainLookup>) => number) => {
    const entry = entries.get(sha256);
    // A clock that was set back mustn't end all reading.
    if (!entry || Math.abs(now() - entry.atMs) >= maximumAgeMs(entry.lookup)) return undefined;
    touch(sha256, entry);
    return entry.lookup;
  };
  const ageOf = ({ state }: NonNullable<GainLookup>) => (state === 'used' ? Infinity : state === 'on_its_way' ? LOST_AFTER_MS : RETRY_AFTER_MS);
  const read = async (sha256: string, env: Pick<Bindings, 'ASSETS'>) => {
    const lookup = await readGainModel(sha256, env);
    if (!lookup.model) console.warn(JSON.stringify({ event: 'gain_model_not_used', sha256, state: lookup.state }));
    return keep(sha256, lookup);
  };

  return {
    held({ start }, env, context) {
      if (start.gainModel === undefined) return undefined;
      const { sha256 } = start.gainModel;
      const lookup = known(sha256, ageOf);
      if (lookup) return lookup;
      const onItsWay = keep(sha256, { state: 'on_its_way' });
      context.waitUntil(read(sha256, env));
      return onItsWay;
    },
    async load({ start }, env) {
      if (start.gainModel === undefined) return undefined;
      const { sha256 } = start.gainModel;
      // Another request's read is that request's own: this one reads for itself.
      return known(sha256, (lookup) => (lookup.state === 'on_its_way' ? 0 : ageOf(lookup))) ?? (await read(sha256, env));
    },
  };
}

/** Never rejects. */
async function readGainModel(sha256: string, { ASSETS }: Pick<Bindings, 'ASSETS'>): Promise<NonNullable<GainLookup>> {
  if (!ASSETS) return { state: 'no_assets' };
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    // The host is nobody's: the binding looks at the path alone.
    const response = await ASSETS.fetch(`https://assets.invalid/gain/${sha256}.gain`, { signal: AbortSignal.timeout(LOST_AFTER_MS) });
    if (!response.ok) {
      await response.body?.cancel();
      return { state: response.status === 404 ? 'not_found' : 'unreachable' };
    }
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch {
    return { state: 'unreachable' };
  }
  if ((await sha256Of(bytes)) !== sha256) return { state: 'wrong_content' };
  try {
    return { state: 'used', model: createGainModel(decodeGainArtefact(bytes)) };
  } catch {
    return { state: 'not_understood' };
  }
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
