/**
 * A number without the last digits of binary fractions, which mean nothing.
 *
 * @example withoutNoise(0.1 + 0.2) // 0.3
 */
export function withoutNoise(value: number): number {
  return Number(value.toPrecision(10));
}
