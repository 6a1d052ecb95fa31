import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random.ts';

describe('createSeededRandom', () => {
  it('spreads whole numbers evenly over the range and never beyond', () => {
    const random = createSeededRandom(1);
    const counts = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < 10_000; draw++) {
      const drawn = random.integer(3, 8) - 3;
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(counts).toHaveLength(5);
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(160);
  });

  it('follows weights, never picking a weight of zero', () => {
    const random = createSeededRandom(2);
    const drawn = Array.from({ length: 4000 }, () => random.pickWeighted([0, 1, 3], (n) => n));
    expect(drawn).not.toContain(0);
    expect(drawn.filter((item) => item === 3).length / 4000).toBeCloseTo(0.75, 1);
  });

  it('tells seeds apart beyond 32 bits', () => {
    const first = (seed: number) => createSeededRandom(seed).integer(0, 2 ** 32);
    expect(new Set([0, 1, 2 ** 32, 2 ** 32 + 1].map(first)).size).toBe(4);
  });

  it('refuses seeds that are no whole number and empty lists', () => {
    expect(() => createSeededRandom(0.5)).toThrow(RangeError);
    expect(() => createSeededRandom(1).pick([])).toThrow(RangeError);
  });
});
