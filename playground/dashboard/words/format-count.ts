const WRITTEN = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `formatCount(12345, 'query', 'queries')` → '12,345 queries' */
export function formatCount(count: number, one: string, many: string): string {
  return `${WRITTEN.format(count)} ${count === 1 ? one : many}`;
}

/** `formatNumber(12345)` → '12,345' */
export function formatNumber(count: number): string {
  return WRITTEN.format(count);
}
