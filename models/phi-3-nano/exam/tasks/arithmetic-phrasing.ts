import { createPhrasing } from '../phrasing.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** How one operation is written: signs between the numbers, and its word. */
interface Operation {
  readonly signs: readonly string[];
  readonly word: string;
}

/** Writes and reads sums, differences and products. */
interface ArithmeticPhrasing {
  write(random: SeededRandom, left: number, right: number): string;
  /** The two numbers, or undefined for another prompt. */
  read(prompt: string): readonly [left: number, right: number] | undefined;
}

/**
 * Makes the five wordings of an arithmetic question for one operation. Numbers are read up to six
 * digits, so that every result is exact.
 *
 * @example
 * createArithmeticPhrasing({ signs: ['+'], word: 'plus' }).read('What is 2 plus 3?') // [2, 3]
 */
export function createArithmeticPhrasing({ signs, word }: Operation): ArithmeticPhrasing {
  const phrasing = createPhrasing(
    [
      'What is {left} {sign} {right}?',
      '{left} {sign} {right} = ?',
      'Calculate {left} {sign} {right}.',
      'What is {left} {word} {right}?',
      'Compute {left} {word} {right}.',
    ],
    {
      left: '\\d{1,6}',
      right: '\\d{1,6}',
      sign: `[${signs.join('')}]`,
      word,
    },
  );
  return {
    write: (random, left, right) =>
      phrasing.write(random, { left, right, sign: random.pick(signs), word }),
    read(prompt) {
      const found = phrasing.read(prompt);
      return found && [Number(found.left), Number(found.right)];
    },
  };
}
