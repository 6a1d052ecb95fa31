/**
 * A fixed hash of a text, 0 to 2^32 - 1: FNV-1a with the finisher of MurmurHash3, the same wherever JavaScript runs. It
 * splits arguments between training and exam and decides what is true of invented towns. Not fit for secrets.
 *
 * @example stableHash('add 12 34') % 10 === 0 // whether this sum was held out
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
