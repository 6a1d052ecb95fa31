/**
 * How many tokens a JSON text is at most taken for: half its bytes in UTF-8. Estimates go by characters and words and can be
 * fooled; this can't by any writing system, for tokens of one byte each are found in noise alone. JSON's own signs make up
 * for what providers put around each message.
 *
 * @example tokenBound('"漢 漢"') // 5
 */
export function tokenBound(json: string): number {
  return Math.ceil(new TextEncoder().encode(json).byteLength / 2);
}
