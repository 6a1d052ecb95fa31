// What two computations of the same quantity may differ by isn't to decide anything.

/**
 * The number rounded to 1e-9, to be compared with a threshold: 0.1 + 0.2 reaches 0.3. Every comparison of a computed
 * quantity with a threshold goes through it on both sides, so that a sum made in another order decides the same.
 *
 * `settle(0.1 + 0.2)` → 0.3
 */
export function settle(value: number): number {
  // Beyond 2^53 / 1e9 a double is no finer than that anyway.
  return value > -9e6 && value < 9e6 ? Math.round(value * 1e9) / 1e9 : value;
}
