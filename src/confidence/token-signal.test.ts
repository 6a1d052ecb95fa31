import { array, assert, constant, constantFrom, double, float, integer, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceSignal } from '../../test/support/reference-signal.ts';
import { blankTokenSignal, readTokenSignal } from './token-signal.ts';

/** What is wrong with the reading of these logits; undefined when nothing is. */
function faultOf(logits: Float32Array): string | undefined {
  const expected = referenceSignal(logits);
  const signal = readTokenSignal(logits);
  if (signal.tokenId !== logits.indexOf(expected.best)) return `token ${signal.tokenId}`;
  for (const name of ['logProb', 'margin', 'entropy'] as const) {
    // Written so that NaN is a fault as well.
    if (!(Math.abs(signal[name] - expected[name]) <= 1e-9)) return `${name} ${signal[name]} instead of ${expected[name]}`;
  }
  const isInRange = signal.logProb <= 0 && signal.margin >= 0 && signal.margin <= 1 && signal.entropy >= 0;
  return isInRange ? undefined : `out of range: ${JSON.stringify(signal)}`;
}

/** The same row for the same seed: sines of multiples of it. */
function row({ length, scale, offset, peak, seed }: { length: number; scale: number; offset: number; peak: number; seed: number }): Float32Array {
  const logits = Float32Array.from({ length }, (_, index) => Math.sin((index + 1) * seed) * scale + offset);
  logits[seed % length] = offset + peak;
  return logits;
}

describe('readTokenSignal agrees with double precision to 1e-9', () => {
  it('for rows of every length, width, offset and peak', () => {
    const shapes = record({
      length: oneof(integer({ min: 1, max: 70 }), constantFrom(1000, 32_064)),
      scale: constantFrom(0, 1e-6, 0.01, 1, 5, 30, 64, 500, 1e6, 1e30),
      offset: constantFrom(0, -3, 1e3, -1e5, 1e8),
      peak: constantFrom(0, 5, 20, 63.99, 64, 65, 1e4),
      seed: integer({ min: 1, max: 1e6 }),
    });
    assert(
      property(shapes, (shape) => {
        expect(faultOf(row(shape))).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('for any finite floats, among them ties, and for masked tokens', () => {
    const logit = oneof(float({ noNaN: true, noDefaultInfinity: true }), float({ min: -50, max: 50, noNaN: true }), integer({ min: -3, max: 3 }), constant(-Infinity));
    assert(
      property(array(logit, { minLength: 1, maxLength: 200 }), double({ min: -80, max: 80, noNaN: true }), (logits, unmasked) => {
        expect(faultOf(Float32Array.from([...logits, unmasked]))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('on either side of every bucket of its table', () => {
    const edges = Array.from({ length: 65 * 64 }, (_, bucket) => -(bucket + 1) / 64);
    const rows = edges.flatMap((edge) => [edge, edge - 1e-5, edge + 1e-5]).map((value) => Float32Array.of(0, value));
    expect(rows.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
  });
});

describe('what cannot be read is NaN', () => {
  const allNaN = { logProb: NaN, margin: NaN, entropy: NaN };

  it('for NaN at any place, however unlikely its neighbours', () => {
    assert(
      property(integer({ min: 1, max: 100 }), integer({ min: 0, max: 99 }), constantFrom(1, 100, 1e30), (length, place, scale) => {
        const logits = row({ length, scale, offset: 0, peak: 2 * scale, seed: 7 });
        logits[place % length] = NaN;
        expect(readTokenSignal(logits)).toMatchObject(allNaN);
      }),
    );
  });

  it.each([
    ['no token at all', []],
    ['only masked tokens', [-Infinity, -Infinity]],
    ['an infinite logit', [1, Infinity, 2]],
    ['two infinite logits', [Infinity, 1, Infinity]],
  ])('for %s', (_, logits) => {
    expect(readTokenSignal(Float32Array.from(logits))).toMatchObject(allNaN);
  });
});

it('is certain of the only token that is not masked', () => {
  expect(readTokenSignal([-Infinity, 3, -Infinity])).toEqual({ tokenId: 1, logProb: 0, margin: 1, entropy: 0 });
  expect(readTokenSignal([3])).toEqual({ tokenId: 0, logProb: 0, margin: 1, entropy: 0 });
});

it('takes the first of equals, with no margin', () => {
  expect(readTokenSignal([0, 5, 5])).toMatchObject({ tokenId: 1, margin: 0 });
});

it('writes into the signal it is given and leaves nothing of the step before', () => {
  const signal = blankTokenSignal();
  expect(readTokenSignal([0, 5, 5], signal)).toBe(signal);
  readTokenSignal([2, 1, 0.1], signal);
  expect(signal).toEqual(readTokenSignal([2, 1, 0.1]));
  readTokenSignal([NaN], signal);
  expect(signal).toEqual(blankTokenSignal());
});
