// A set of few places as the gaps between them, a byte each: gzip makes less of these than of a bitmap that is all but empty.

/** So many empty places, and no member after them. */
const SKIP = 255;

/** @example writeGaps(Uint8Array.of(0b10010)) // 1, 2, 3: one empty place, two, and three to the end */
export function writeGaps(bits: Uint8Array): Uint8Array {
  const gaps: number[] = [];
  const places = bits.length * 8;
  let gap = 0;
  for (let place = 0; place <= places; place++) {
    if (place < places && ((bits[place >>> 3]! >>> (place & 7)) & 1) === 0) {
      gap++;
      continue;
    }
    for (; gap >= SKIP; gap -= SKIP) gaps.push(SKIP);
    gaps.push(gap);
    gap = 0;
  }
  return Uint8Array.from(gaps);
}

/** The bitmap again, of `places` bits; undefined where the gaps end elsewhere. */
export function readGaps(gaps: Uint8Array, places: number): Uint8Array | undefined {
  const bits = new Uint8Array(places / 8);
  let place = 0;
  for (let index = 0; index < gaps.length; index++) {
    const gap = gaps[index]!;
    place += gap;
    if (gap === SKIP) continue;
    if (place >= places) return place === places && index === gaps.length - 1 ? bits : undefined;
    bits[place >>> 3]! |= 1 << (place & 7);
    place++;
  }
  return undefined;
}
