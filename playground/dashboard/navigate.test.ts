import { expect, test } from 'vitest';
import { addressOf, placeOf } from './navigate.ts';

test('an address without a view opens the traffic', () => {
  expect(placeOf('')).toEqual({ view: 'traffic', item: undefined });
  expect(placeOf('#/elsewhere/1')).toEqual({ view: 'traffic', item: undefined });
});

test('what an address was made of is read out of it again', () => {
  expect(placeOf(addressOf('decisions', 'edge:1/ä'))).toEqual({ view: 'decisions', item: 'edge:1/ä' });
  expect(placeOf(addressOf('policies'))).toEqual({ view: 'policies', item: undefined });
});

test('an address that somebody cut in the middle of a character still opens', () => {
  expect(placeOf('#/decisions/%E0%A4%A')).toEqual({ view: 'decisions', item: '%E0%A4%A' });
});
