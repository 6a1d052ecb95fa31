import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readGaps, writeGaps } from './bit-gaps.ts';

it('writes the gaps between members and the one to the end', () => {
  expect([...writeGaps(Uint8Array.of(0b10010))]).toEqual([1, 2, 3]);
  expect([...writeGaps(new Uint8Array(64))]).toEqual([255, 255, 2]);
});

it('gives every bitmap back, and nothing of what was cut or goes on', () => {
  const sparse = fc.array(fc.integer({ min: 0, max: 4095 }), { maxLength: 60 }).map((members) => {
    const bits = new Uint8Array(512);
    for (const place of members) bits[place >>> 3]! |= 1 << (place & 7);
    return bits;
  });
  fc.assert(
    fc.property(fc.oneof(sparse, fc.uint8Array({ minLength: 1, maxLength: 80 })), (bits) => {
      const gaps = writeGaps(bits);
      const places = bits.length * 8;
      expect(readGaps(gaps, places)).toEqual(bits);
      expect(readGaps(gaps.subarray(0, -1), places)).toBeUndefined();
      expect(readGaps(Uint8Array.of(...gaps, 0), places)).toBeUndefined();
      expect(readGaps(gaps, places + 8)).toBeUndefined();
    }),
  );
});
