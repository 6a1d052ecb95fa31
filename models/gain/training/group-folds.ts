// Which part of a split a question falls into: by its group's hash, so that near-duplicates stay together and the split
// depends on nothing but the group and the seed.
import { createHash } from 'node:crypto';
import type { Question } from './read-routing-data.ts';

export function groupFolds(questions: readonly Question[], seed: number, folds: number): Int32Array {
  return Int32Array.from(questions, ({ group }) => createHash('sha256').update(`gain|${seed}|${group}`).digest().readUInt32BE(0) % folds);
}
