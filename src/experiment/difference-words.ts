// A difference in words, as the dashboard says it: shares in points, and no more digits than the interval carries.

/**
 * @param width of what is uncertain about it
 * @example differenceWords(0.021, 'share', 0.026) // '+2.1 points'
 */
export function differenceWords(value: number, unit: string, width = Math.abs(value)): string {
  return withUnit(signed(value, unit, width), unit);
}

/** `effectWords({ difference: 0.021, low: 0.008, high: 0.034 }, 'share')` → '+2.1 points [+0.8, +3.4]' */
export function effectWords({ difference, low, high }: { readonly difference: number; readonly low: number; readonly high: number }, unit: string): string {
  const width = high - low;
  return `${differenceWords(difference, unit, width)} [${signed(low, unit, width)}, ${signed(high, unit, width)}]`;
}

/** Without a sign: `sizeWords(0.021, 'share')` → '2.1 points' */
export function sizeWords(size: number, unit: string): string {
  return withUnit(String(Number((Math.abs(size) * scaleOf(unit)).toPrecision(3))), unit);
}

const scaleOf = (unit: string) => (unit === 'share' ? 100 : 1);

function signed(value: number, unit: string, width: number): string {
  const scaled = Math.abs(value) * scaleOf(unit);
  const digits = scaled.toFixed(digitsFor(width * scaleOf(unit)));
  // Nothing is "+0".
  return Number(digits) === 0 ? digits : `${value > 0 ? '+' : '−'}${digits}`;
}

/** Two digits of the interval's width. */
function digitsFor(width: number): number {
  return width > 0 ? Math.min(6, Math.max(0, 1 - Number(width.toExponential().split('e')[1]))) : 1;
}

function withUnit(number: string, unit: string): string {
  return unit === 'share' ? `${number} points` : `${number} ${unit}`;
}
