/**
 * Millionths of a dollar as a person reads money: two significant digits while it is tiny.
 *
 * @example formatCost(123) // '$0.00012'
 */
export function formatCost(microUsd: number): string {
  if (microUsd <= 0) return 'free';
  if (microUsd < 0.1) return 'under $0.0000001';
  const dollars = microUsd / 1_000_000;
  if (dollars >= 1) return `$${dollars.toFixed(2)}`;
  const decimals = 1 - Math.floor(Math.log10(dollars));
  return `$${dollars.toFixed(decimals).replace(/(\.\d\d)0+$/, '$1')}`;
}
