// Thousands of cases that nobody thought of, decided in one runtime; the transcript's hash tells whether another decides the same.
import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import { decideCase } from './decide-case.ts';
import { drawGainModel } from './draw-gain-model.ts';
import { drawsFrom } from './draws.ts';

export interface GeneratedReport {
  readonly cases: number;
  /** Of all transcripts in order, to the last bit of every number. */
  readonly hash: string;
  /** Of every hundredth part of them, so that a difference is found. */
  readonly hashes: readonly string[];
}

/** Each case draws from a seed of its own: `runGenerated({ seed: 1, cases: 2000 }).hash` */
export function runGenerated({ seed, cases }: { readonly seed: number; readonly cases: number }): GeneratedReport {
  const builtIn = loadDefaultPolicy();
  const gainModel = drawGainModel(drawsFrom(seed));
  const whole = createHash();
  const hashes: string[] = [];
  let part = createHash();
  const inPart = Math.max(1, Math.ceil(cases / 100));
  for (let index = 0; index < cases; index++) {
    const transcript = transcriptOf(decideCase(drawsFrom(Math.imul(seed, 0x9e3779b1) + index), builtIn, gainModel));
    whole.add(transcript);
    part.add(transcript);
    if ((index + 1) % inPart === 0 || index + 1 === cases) {
      hashes.push(part.hex());
      part = createHash();
    }
  }
  return { cases, hash: whole.hex(), hashes };
}

/** JSON writes a double so that it can be read back to the bit; what it can't write is named. */
function transcriptOf(decided: unknown): string {
  return JSON.stringify(decided, (_, value: unknown) => (value === undefined ? 'undefined' : typeof value === 'number' && !Number.isFinite(value) ? String(value) : Object.is(value, -0) ? '-0' : value));
}

/** Two lanes of FNV-1a with other primes, over UTF-16 units. */
function createHash() {
  let [one, other] = [0x811c9dc5, 0x9dc5811c];
  return {
    add(text: string): void {
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        one = Math.imul(one ^ code, 0x01000193);
        other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13);
      }
    },
    hex: () => [one, other].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
