import { expect, test } from 'vitest';
import { shareInterval } from './share-interval.ts';
import { shareWords } from './share-words.ts';

test('many give a share with its interval', () => {
  expect(shareWords(shareInterval(620, 1000), 1000)).toEqual({ value: '62.0%', note: 'between 59.0% and 65.0%' });
  expect(shareWords(shareInterval(31, 50), 50)).toEqual({ value: '62%', note: 'between 48% and 74%' });
});

test('few give the counts alone, none gives nothing', () => {
  expect(shareWords(shareInterval(3, 4), 4)).toEqual({ value: '3 of 4', note: 'too few for a share' });
  expect(shareWords(null, 0)).toEqual({ value: '–', note: 'no query' });
});
