import { expect, it } from 'vitest';
import { SEEN_BITS } from './gain-reader.ts';
import { knownPlace } from './known-place.ts';

it('keeps one word apart for each kind of question, and two words apart in each', () => {
  const places = [0, 1, 77, SEEN_BITS - 1].flatMap((word) => [0, 1, 2, 3, 4].map((kind) => knownPlace(word, kind)));
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect(place >= 0 && place < SEEN_BITS).toBe(true);
});
