/**
 * A number in [0, 1) that depends on the question alone: what other services draw at random, a test must be able to
 * repeat. FNV-1a, 32 bits, over UTF-16 units, with murmur3's last mixing step so that alike questions fall apart.
 *
 * @param purpose keeps decisions about the same question independent of each other
 * @example questionFraction('What is 2 + 2?', 'large') === questionFraction('What is 2 + 2?', 'large') // true
 */
export function questionFraction(question: string, purpose: string): number {
  let hash = 0x811c9dc5;
  const text = `${purpose}:${question}`;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
