import { expect, it } from 'vitest';
import { SEEN_BITS } from './gain-reader.ts';
import { knownPlace, PAIR_BITS, pairPlace, shareOfPairs } from './known-place.ts';

it('keeps one word apart for each kind of question, and two words apart in each', () => {
  const places = [0, 1, 77, SEEN_BITS - 1].flatMap((word) => [0, 1, 2, 3, 4].map((kind) => knownPlace(word, kind)));
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect(place >= 0 && place < SEEN_BITS).toBe(true);
});

it('keeps a pair apart in either order and for each kind of question', () => {
  const places = [[1, 2], [2, 1], [0, 0], [77, SEEN_BITS - 1]].flatMap(([before = 0, word = 0]) => [1, 2, 3, 4].map((kind) => pairPlace(before, word, kind)));
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect(place >= 0 && place < PAIR_BITS).toBe(true);
});

it('takes a text without neighbours for known', () => {
  const none = new Uint8Array(PAIR_BITS / 8);
  expect(shareOfPairs(Uint32Array.of(5), 1, 1, none)).toBe(1);
  expect(shareOfPairs(Uint32Array.of(5, 6, 7), 3, 1, none)).toBe(0);
});
