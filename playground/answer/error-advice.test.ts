import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../src/errors/error-code.ts';
import { errorAdvice } from './error-advice.ts';

const codes = Object.keys(ERROR_CODES) as ErrorCode[];

test.each(codes)('%s has a heading and advice of its own', (code) => {
  const { title, advice } = errorAdvice(code);
  expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
  expect(advice).toMatch(/^\p{Lu}.*\.$/u);
  expect(title === errorAdvice('internal').title).toBe(code === 'internal');
});

test('a code of a newer router is advised on all the same', () => {
  expect(errorAdvice('of_tomorrow' as ErrorCode)).toEqual(errorAdvice('internal'));
});
