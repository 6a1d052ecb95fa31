import { expect, test } from 'vitest';
import { readDocComment } from './doc-comment.ts';

test('a docstring is taken apart into what it says, shows and notes', () => {
  const read = readDocComment(`*
 * Adds two
 * numbers.
 *
 * - a list stays
 * - a list
 *
 * @param left the first.
 * @returns their sum.
 * @throws Error for what is no number.
 *
 * @example
 * add(1, 2); // 3
 *   indented();
 * @example add(0, 0);
 `);
  expect(read).toEqual({
    description: 'Adds two numbers.\n\n- a list stays\n- a list',
    notes: ['`left`: the first.', 'Returns: their sum.', 'Throws: Error for what is no number.'],
    examples: ['add(1, 2); // 3\n  indented();', 'add(0, 0);'],
  });
});

test('one line is a description', () => {
  expect(readDocComment('* Tokens and money. ')).toEqual({ description: 'Tokens and money.', examples: [], notes: [] });
});
