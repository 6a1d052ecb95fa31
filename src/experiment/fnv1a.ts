/**
 * FNV-1a, 32 bits, over UTF-16 code units as GrowthBook hashes them: for text beyond ASCII that differs from hashing UTF-8.
 *
 * @example fnv1a('foobar') // 0xbf9cf968
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
