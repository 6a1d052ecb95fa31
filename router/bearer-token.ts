/**
 * The token of `Authorization: Bearer <token>`, or undefined. The scheme's case doesn't matter (RFC 9110, 11.1).
 *
 * @example bearerToken(new Headers({ authorization: 'Bearer sk-1' })) // 'sk-1'
 */
export function bearerToken(headers: Headers): string | undefined {
  const header = headers.get('authorization');
  if (header === null || header.slice(0, 7).toLowerCase() !== 'bearer ') return undefined;
  return header.slice(7).trim() || undefined;
}
