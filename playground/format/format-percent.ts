/**
 * A share as a percentage that never claims certainty it hasn't got.
 *
 * @example formatPercent(0.9993) // 'over 99%'
 */
export function formatPercent(share: number): string {
  if (share > 0.99 && share < 1) return 'over 99%';
  if (share > 0 && share < 0.01) return 'under 1%';
  return `${Math.round(share * 100)}%`;
}
