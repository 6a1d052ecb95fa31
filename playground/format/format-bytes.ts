const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/**
 * Bytes in decimal units, as download dialogs count them.
 *
 * @example formatBytes(2_260_000_000) // '2.3 GB'
 */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${Number(amount.toFixed(unit > 0 && amount < 9.95 ? 1 : 0))} ${UNITS[unit] ?? ''}`;
}
