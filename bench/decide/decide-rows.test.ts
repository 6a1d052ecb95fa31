import { describe, expect, it } from 'vitest';
import type { DecideCost } from './decide-cost.ts';
import { decideRows } from './decide-rows.ts';
import { promptsOf } from './prompts.ts';
import { runTurn, SIZES, type RunName } from './run-turn.ts';

const ns = { sum: 200, decide: 6000, decideWithGain: 7000, describe: 3000, start: 1000, accept: 50, choose: 700, gain: 1000 } satisfies Record<RunName, number>;
const costs = (ratio: number, ratioWithGain: number): readonly DecideCost[] => SIZES.map((tokens) => ({ tokens, characters: promptsOf(tokens)[0]!.length, ns, ratio, ratioWithGain }));

describe('rows', () => {
  it('hold a decision with a gain model against the goals that one without has', () => {
    const rows = decideRows('node', costs(6, 6.1));
    expect(rows.map(({ name, tokens, isMet }) => [name, tokens, isMet])).toEqual([
      ['decision without a gain model', 50, true],
      ['decision with a gain model', 50, true],
      ['decision without a gain model', 500, true],
      ['decision with a gain model', 500, true],
      ['decision without a gain model', 4000, true],
      ['decision with a gain model', 4000, false],
    ]);
  });

  it('take no number for met', () => {
    expect(decideRows('node', costs(NaN, 1)).map(({ isMet }) => isMet)).toEqual([false, true, false, true, false, true]);
  });
});

describe('a turn', () => {
  it('decides with what the gain model says, where the policy names one', () => {
    for (const tokens of SIZES) {
      // Published scores say something else of the gain, and nothing else differs.
      const difference = runTurn({ run: 'decideWithGain', tokens, times: 8 }) - runTurn({ run: 'decide', tokens, times: 8 });
      expect(difference).not.toBe(0);
      expect(Math.abs(difference)).toBeLessThanOrEqual(2 * 8);
    }
  });

  it('gets a familiar question’s estimate, whose shares differ from text to text: a prior would be the same for all', () => {
    const [one, other] = [1, 2].map((times) => runTurn({ run: 'gain', tokens: 50, times }));
    expect(other! - one!).not.toBeCloseTo(one!, 6);
  });
});
