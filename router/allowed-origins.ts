// PHIRST_ALLOWED_ORIGINS → the exact origins whose pages may spend through this router.
import { err, ok, type Result } from '../src/result.ts';

/**
 * Scheme, host and port, exactly; no patterns.
 *
 * @example parseAllowedOrigins(['https://app.example']) // { ok: true, value: Set { 'https://app.example' } }
 * @example parseAllowedOrigins(['*']).ok // false
 */
export function parseAllowedOrigins(origins: readonly string[]): Result<ReadonlySet<string>, string> {
  for (const [index, origin] of origins.entries()) {
    if (origin.includes('*')) {
      return err(
        'PHIRST_ALLOWED_ORIGINS must name exact origins: with "*" any page on the web could spend through your ' +
          'provider key. List yours, separated by commas: https://app.example,https://example.com',
      );
    }
    if (!isOrigin(origin)) {
      return err(
        `Entry ${index + 1} of PHIRST_ALLOWED_ORIGINS is not an origin. ` +
          'Write scheme, host and, where it isn’t the usual one, port, with no path: https://app.example',
      );
    }
  }
  return ok(new Set(origins));
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.origin === text;
}
