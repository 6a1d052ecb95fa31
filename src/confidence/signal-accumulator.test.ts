import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SKETCH_ERROR, SKETCH_FLOOR } from './quantile-sketch.ts';
import { createSignalAccumulator, EXACT_TOKENS, joinAccumulators, UNSURE_BELOW, WINDOW_TOKENS, type SignalAccumulator } from './signal-accumulator.ts';
import type { TokenSignal } from './token-signal.ts';

const token: fc.Arbitrary<TokenSignal> = fc.record({
  // Few ids, so that sequences come again.
  tokenId: fc.integer({ min: 0, max: 3 }),
  logProb: fc.oneof(fc.double({ min: -300, max: 0, noNaN: true }), fc.double({ min: -3, max: 0, noNaN: true }), fc.constant(0)),
  margin: fc.double({ min: 0, max: 1, noNaN: true }),
  entropy: fc.double({ min: 0, max: 10.5, noNaN: true }),
});
const stretch = fc.oneof(fc.array(token, { maxLength: 8 }), fc.array(token, { maxLength: 70 }), fc.array(token, { minLength: 100, maxLength: 220 }));

function accumulate(tokens: readonly TokenSignal[]): SignalAccumulator {
  const accumulator = createSignalAccumulator();
  for (const each of tokens) accumulator.add(each);
  return accumulator;
}

it('joined stretches are the whole answer, to the last bit, also where both go on', () => {
  fc.assert(
    fc.property(stretch, stretch, stretch, (one, other, more) => {
      const joined = joinAccumulators(accumulate(one), accumulate(other));
      expect(joined.signals()).toEqual(accumulate([...one, ...other]).signals());
      for (const each of more) joined.add(each);
      expect(joined.signals()).toEqual(accumulate([...one, ...other, ...more]).signals());
      const grouped = joinAccumulators(accumulate(one), joinAccumulators(accumulate(other), accumulate(more)));
      expect(grouped.signals()).toEqual(joined.signals());
    }),
    { numRuns: 40 },
  );
});

/** numpy.quantile's own, type 7. */
function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] as number;
  return below + (position - Math.floor(position)) * ((sorted[Math.ceil(position)] as number) - below);
}

it('agrees with plain arithmetic: exactly up to 128 tokens, quantiles within their bound beyond', () => {
  fc.assert(
    fc.property(stretch, (tokens) => {
      fc.pre(tokens.length > 0);
      const signals = accumulate(tokens).signals();
      const logProbs = tokens.map(({ logProb }) => logProb);
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      expect(signals.meanLogProb).toBeCloseTo(sum(logProbs) / tokens.length, 8);
      expect(signals.tailLogProb).toBeCloseTo(sum(logProbs.slice(-WINDOW_TOKENS)) / Math.min(WINDOW_TOKENS, tokens.length), 8);
      const [least, second = least, third = second] = logProbs.map((logProb) => Math.round(logProb * 2 ** 36) / 2 ** 36).toSorted((a, b) => a - b);
      // Plus nothing: −0 is 0.
      expect([signals.minLogProb + 0, signals.secondLogProb + 0, signals.thirdLogProb + 0]).toEqual([least! + 0, second! + 0, third! + 0]);
      expect(signals.firstLogProb).toBeCloseTo(logProbs[0] as number, 9);
      expect(signals.unsureTokens).toBe(logProbs.filter((logProb) => Math.round(logProb * 2 ** 36) / 2 ** 36 < Math.log(UNSURE_BELOW)).length);
      expect(signals.minMargin).toBeCloseTo(Math.min(...tokens.map(({ margin }) => margin)), 9);
      expect(signals.meanEntropy).toBeCloseTo(sum(tokens.map(({ entropy }) => entropy)) / tokens.length, 8);
      expect(signals.maxEntropy).toBeCloseTo(Math.max(...tokens.map(({ entropy }) => entropy)), 8);
      for (const [name, share] of [['logProbQ10', 0.1], ['logProbQ25', 0.25], ['logProbQ50', 0.5]] as const) {
        const exact = quantileOf(logProbs, share);
        const bound = tokens.length <= EXACT_TOKENS ? 1e-9 : SKETCH_FLOOR + SKETCH_ERROR * Math.abs(quantileOf(logProbs, share * (1 - 1 / tokens.length)) - 1e-9) + SKETCH_ERROR * Math.abs(Math.min(...neighboursOf(logProbs, share)));
        expect(Math.abs(signals[name] - exact)).toBeLessThanOrEqual(bound);
      }
    }),
    { numRuns: 50 },
  );
});

it('knows the three least likely tokens, or as many as there are', () => {
  const leastOf = (...logProbs: readonly number[]) => {
    const { minLogProb, secondLogProb, thirdLogProb } = accumulate(logProbs.map((logProb) => ({ tokenId: 1, logProb, margin: 0.5, entropy: 1 }))).signals();
    return [minLogProb, secondLogProb, thirdLogProb];
  };
  expect(leastOf()).toEqual([0, 0, 0]);
  expect(leastOf(-1)).toEqual([-1, -1, -1]);
  expect(leastOf(-1, -3)).toEqual([-3, -1, -1]);
  expect(leastOf(-1, -3, -2, -0.5)).toEqual([-3, -2, -1]);
  expect(leastOf(-2, -2, -1, -2)).toEqual([-2, -2, -2]);
  // However long the answer is: a quantile that is known within 2 % could be less likely than the least likely token.
  expect(leastOf(-1, ...Array<number>(EXACT_TOKENS - 1).fill(-0.01), -1)).toEqual([-1, -1, -0.01].map((logProb) => expect.closeTo(logProb, 9)));
});

/** The two values that a quantile lies between. */
function neighboursOf(values: readonly number[], share: number): readonly number[] {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  return [sorted[Math.floor(position)] as number, sorted[Math.ceil(position)] as number];
}

it('counts how much of an answer is repetition, whatever its length', () => {
  const distinct = Array.from({ length: 500 }, (_, index) => ({ tokenId: index * 7919, logProb: -0.1, margin: 0.5, entropy: 1 }));
  expect(accumulate(distinct).signals().repeatedShare).toBeLessThan(0.02);
  expect(accumulate([...distinct.slice(0, 50), ...distinct.slice(0, 50)]).signals().repeatedShare).toBeCloseTo(48 / 98, 1);
  expect(accumulate(distinct.map((each) => ({ ...each, tokenId: 5 }))).signals().repeatedShare).toBeCloseTo(1 - 1 / 498, 3);
  expect(accumulate(distinct.slice(0, 2)).signals().repeatedShare).toBe(0);
});

it('is sure of nothing after a token that could not be read', () => {
  const { tokens, ...numbers } = accumulate([{ tokenId: 1, logProb: -0.1, margin: NaN, entropy: 1 }, { tokenId: 2, logProb: -0.1, margin: 1, entropy: 1 }]).signals();
  expect(tokens).toBe(2);
  expect(numbers).toMatchObject({ sumLogProb: NaN, minLogProb: NaN, lowestWindowLogProb: NaN, meanMargin: NaN, minMargin: NaN, secondLogProb: NaN });
});
