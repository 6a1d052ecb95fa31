/**
 * One value of a trace step, short enough for a line; what is nested is left to the JSON below.
 *
 * @example formatDetail({ a: 1 }) // '{…}'
 */
export function formatDetail(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === undefined) return 'unknown';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(formatDetail).join(', ');
  return typeof value === 'string' ? value : '{…}';
}
