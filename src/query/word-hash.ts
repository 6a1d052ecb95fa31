// Words are looked up by hash while the text is read once: no substring is made, no regular expression is run.

export const HASH_START = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

/** One step of FNV-1a (32 bits) over UTF-16 code units. */
export function hashStep(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, HASH_PRIME) >>> 0;
}

/** `hashWord('a')` → 0xe40c292c. Give it lower case: the scan lowers ASCII letters as it reads. */
export function hashWord(word: string): number {
  let hash = HASH_START;
  for (let index = 0; index < word.length; index++) hash = hashStep(hash, word.charCodeAt(index));
  return hash;
}
