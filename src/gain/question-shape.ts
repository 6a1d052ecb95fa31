// How a question stands on the page: with options to choose from or without, with code, with maths, with TeX. Its words may
// all be known and yet nobody has seen such a question: what words say of a multiple choice says little of an open proof.
import type { QueryDescription } from '../query/query-description.ts';
import { COUNTS } from './gain-counts.ts';

/** Each of four marks is there or not. */
export const SHAPES = 16;

const OPTIONS_AT = COUNTS.indexOf('options');
const TEX_AT = COUNTS.indexOf('share of TeX');

/**
 * @param counts the reader's, in the order of `COUNTS`
 * @example shapeOf(reader.counts, description) // 5: options and maths
 */
export function shapeOf(counts: ArrayLike<number>, { hasCode, hasMaths }: Pick<QueryDescription, 'hasCode' | 'hasMaths'>): number {
  return (counts[OPTIONS_AT]! >= 2 ? 1 : 0) + (hasCode ? 2 : 0) + (hasMaths ? 4 : 0) + (counts[TEX_AT]! > 0 ? 8 : 0);
}
