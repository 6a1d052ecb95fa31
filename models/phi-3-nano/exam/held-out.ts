import { createHash } from 'node:crypto';
import type { ArgumentKey } from './exam-task.ts';

/**
 * Tells whether training left this argument out. A tenth of every argument space was held out by
 * hash, and the exam asks only those, so that no answer can be recalled from training.
 *
 * The split was made in Python as `md5(repr(key)).digest()[0] % 10 == 0`, hence Python's spelling
 * of a tuple here: any other spelling would ask questions the model has seen. Throws RangeError
 * for a key whose spelling in Python is not certain.
 *
 * @example isHeldOut(['sub', 2, 1]) // true
 */
export function isHeldOut(key: ArgumentKey): boolean {
  const firstByte = createHash('md5').update(spellAsInPython(key)).digest()[0];
  return firstByte !== undefined && firstByte % 10 === 0;
}

function spellAsInPython(part: ArgumentKey[number] | ArgumentKey): string {
  if (typeof part === 'number') {
    if (!Number.isSafeInteger(part)) throw new RangeError(`Not a whole number: ${part}.`);
    return String(part);
  }
  if (typeof part === 'string') {
    // Quotes, escapes and other alphabets have spelling rules of their own; no key needs them.
    if (!/^[A-Za-z0-9 _-]*$/.test(part)) throw new RangeError(`Not a plain word: ${part}.`);
    return `'${part}'`;
  }
  const parts = part.map(spellAsInPython);
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
}
