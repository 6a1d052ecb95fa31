/**
 * One text for one value: keys sorted, no white space, absent parts left out. Its hash names a policy.
 *
 * @example canonicalJson({ b: [1], a: undefined, A: null }) // '{"A":null,"b":[1]}'
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    // By UTF-16 units, as RFC 8785 sorts them.
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${entries.join(',')}}`;
}
