import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDegenerationDetector, type Degeneration } from './degeneration.ts';
import { readTokenSignal, type TokenSignal } from './token-signal.ts';

const VOCABULARY = 32_064;

function tokenOf(tokenId: number): TokenSignal {
  return { tokenId, logProb: -0.1, margin: 0.8, entropy: 0.4 };
}

/** The index of the first token at which something was wrong, and what. */
function firstSign(signals: readonly TokenSignal[], vocabularySize?: number): [number, Degeneration] | undefined {
  const detector = createDegenerationDetector(vocabularySize);
  for (const [index, signal] of signals.entries()) {
    const sign = detector.add(signal);
    if (sign !== undefined) return [index, sign];
  }
  return undefined;
}

const ids = fc.integer({ min: 0, max: VOCABULARY - 1 });

it('finds numbers that are none at once, wherever they are', () => {
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 40 }), fc.constantFrom('logProb', 'margin', 'entropy'), (before, field) => {
      const signals = [...before.map((id, index) => tokenOf(id + index)), { ...tokenOf(7), [field]: NaN }];
      expect(firstSign(signals)).toEqual([before.length, 'numbers']);
    }),
  );
});

it('reads logits with NaN or an infinity among them as numbers that are none', () => {
  for (const poison of [NaN, Infinity]) {
    const logits = Float32Array.from({ length: 100 }, (_, index) => (index === 40 ? poison : index / 10));
    expect(firstSign([readTokenSignal(logits)], 100)).toEqual([0, 'numbers']);
  }
});

it('finds logits without a preference after three in a row, not after two', () => {
  const flat = readTokenSignal(new Float32Array(VOCABULARY).fill(1.5));
  const distinct = (count: number) => Array.from({ length: count }, (_, index) => ({ ...flat, tokenId: index }));
  expect(firstSign(distinct(3), VOCABULARY)).toEqual([2, 'flat']);
  expect(firstSign([...distinct(2), tokenOf(9), ...distinct(2)], VOCABULARY)).toBeUndefined();
});

it('takes an unsure model for none without a preference', () => {
  // Ten thousand tokens as good as each other is as unsure as a model gets, and still a preference.
  const unsure = readTokenSignal(Float32Array.from({ length: VOCABULARY }, (_, index) => (index < 10_000 ? 3 : -3)));
  expect(firstSign([0, 1, 2, 3, 4, 5].map((tokenId) => ({ ...unsure, tokenId })), VOCABULARY)).toBeUndefined();
});

it('finds every short cycle, whatever came before it, before a hundred tokens beyond eight rounds', () => {
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 60 }), fc.array(ids, { minLength: 1, maxLength: 16 }), (before, cycle) => {
      const rounds = Math.ceil(Math.max(64, 8 * cycle.length) / cycle.length) + 1;
      const loop = Array.from({ length: rounds }, () => cycle).flat();
      const sign = firstSign([...before, ...loop].map(tokenOf));
      expect(sign?.[1]).toBe('loop');
    }),
  );
});

it('never takes fewer than eight rounds or 64 tokens for a loop', () => {
  fc.assert(
    fc.property(fc.uniqueArray(ids, { minLength: 1, maxLength: 16 }), (cycle) => {
      const allowed = Math.ceil(Math.max(64, 8 * cycle.length) / cycle.length) - 1;
      const loop = Array.from({ length: allowed }, () => cycle).flat();
      expect(firstSign(loop.map(tokenOf))).toBeUndefined();
    }),
  );
});

it('takes no text without repetition for a loop, however long', () => {
  const signals = Array.from({ length: 4000 }, (_, index) => tokenOf((index * 7919) % 32_003));
  expect(firstSign(signals, VOCABULARY)).toBeUndefined();
});

it('agrees with a slow reading of the whole answer', () => {
  const isLoop = (seen: readonly number[]) =>
    Array.from({ length: 16 }, (_, index) => index + 1).some((cycle) => {
      const length = Math.max(64, 8 * cycle);
      const tail = seen.slice(-length);
      return tail.length === length && tail.every((id, index) => index < cycle || id === tail[index - cycle]);
    });
  fc.assert(
    // Few different tokens, so that cycles come about by chance as well.
    fc.property(fc.array(fc.tuple(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 40 })), { maxLength: 6 }), (stretches) => {
      const tokens = stretches.flatMap(([cycle, rounds]) => Array.from({ length: rounds }, () => cycle).flat());
      const detector = createDegenerationDetector();
      for (const [index, id] of tokens.entries()) {
        expect(detector.add(tokenOf(id)) === 'loop').toBe(isLoop(tokens.slice(0, index + 1)));
      }
    }),
    { numRuns: 60 },
  );
});
