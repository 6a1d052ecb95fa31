// e^x from + − × ÷ alone, so that every engine gives the same bits (Math.exp may differ in the last one).

const LN2_HIGH = 0.6931471803691238; // the upper bits of ln 2: k · LN2_HIGH is exact for |k| < 2^20 (fdlibm's split)
const LN2_LOW = 1.9082149292705877e-10;

/**
 * e^x within 2 units in the last place: x = k·ln 2 + r with |r| ≤ ½ ln 2, e^x = 2^k · (Taylor series of r).
 * Below −745 it is 0, above 709.78 Infinity, NaN stays NaN.
 *
 * `exp(2)` → 7.38905609893065
 */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const k = Math.floor(x / 0.6931471805599453 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  // Horner from the 14th term: the first one left out is below 1e-17 at r = 0.35.
  let sum = 1;
  for (let n = 14; n >= 1; n--) sum = 1 + (r / n) * sum;
  if (k >= 0 && k < 31) return sum * (1 << k);
  if (k < 0 && k > -31) return sum / (1 << -k);
  // In two steps: 2^1024 and 2^-1075 alone are no doubles, though the product may be one.
  const half = Math.floor(k / 2);
  return timesPowerOfTwo(timesPowerOfTwo(sum, half), k - half);
}

function timesPowerOfTwo(value: number, exponent: number): number {
  let factor = exponent < 0 ? 0.5 : 2;
  let left = exponent < 0 ? -exponent : exponent;
  let result = value;
  // Squaring stays exact: the factors are powers of two.
  while (left > 0) {
    if (left % 2 === 1) result *= factor;
    left = Math.floor(left / 2);
    if (left > 0) factor *= factor;
  }
  return result;
}
