// A share with its 95 % interval: never certain of 0 or 1 because a few said so.

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const Z_95 = 1.959963984540054;

/** Wilson's interval. `shareInterval(0, 10)` → { value: 0, low: 0, high: 0.28 } ; null of nothing. */
export function shareInterval(hits: number, count: number): Interval | null {
  if (count <= 0) return null;
  const share = hits / count;
  const z2 = (Z_95 * Z_95) / count;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count))) / (1 + z2);
  return { value: share, low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === count ? 1 : Math.min(1, centre + half) };
}
