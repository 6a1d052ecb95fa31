/**
 * Fractions in [0, 1), the same for the same seed: Tommy Ettinger's mulberry32 (public domain). Not fit for secrets.
 *
 * @example mulberry32(1)() === mulberry32(1)() // true
 */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
