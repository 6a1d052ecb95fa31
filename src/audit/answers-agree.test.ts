import { expect, it } from 'vitest';
import { answersAgree } from './answers-agree.ts';

it('looks past case, punctuation and white space', () => {
  expect(answersAgree('Yes, in 1969.', 'yes in  1969')).toBe(true);
  expect(answersAgree('Yes, in 1969.', 'Yes, in 1970.')).toBe(false);
  expect(answersAgree('', ' \n')).toBe(true);
  expect(answersAgree('', 'Paris')).toBe(false);
});

it('finds a short answer in a longer one, as words in a row', () => {
  expect(answersAgree('Paris.', 'The capital of France is **Paris**.')).toBe(true);
  expect(answersAgree('The answer is New York.', 'New York')).toBe(true);
  expect(answersAgree('York New', 'The answer is New York.')).toBe(false);
  expect(answersAgree('art', 'It starts at nine.')).toBe(false);
  expect(answersAgree('it is one of the largest cities there is', 'I know that it is one of the largest cities there is.')).toBe(false);
});

it('reads scripts without spaces by the character', () => {
  expect(answersAgree('東京', '日本の首都は東京です。')).toBe(true);
  expect(answersAgree('京都', '日本の首都は東京です。')).toBe(false);
});
