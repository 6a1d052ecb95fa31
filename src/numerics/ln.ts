// Natural logarithm from + − × ÷ alone, so that every engine gives the same bits.

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT_HALF = 0.7071067811865476;

/**
 * ln x within 2 units in the last place: x = 2^k·m with m in [√½, √2), ln m = 2·atanh((m−1)/(m+1)) by its series.
 * ln 0 = −Infinity; a negative number gives NaN.
 *
 * `ln(10)` → 2.302585092994046
 */
export function ln(x: number): number {
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  // Of whole parts below 2^31 the power is told by one look; what is left to the loops are halves and the rest. Both are exact.
  let k = x >= 1 && x < 0x80000000 ? 31 - Math.clz32(x) : 0;
  let m = x / (1 << k);
  while (m >= 2 * SQRT_HALF) {
    m /= 2;
    k++;
  }
  while (m < SQRT_HALF) {
    m *= 2;
    k--;
  }
  const t = (m - 1) / (m + 1);
  const square = t * t;
  // t ≤ 0.1716, so 13 terms leave less than 1e-20.
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = 1 / n + square * sum;
  return k * LN2_HIGH + (2 * t * sum + k * LN2_LOW);
}
