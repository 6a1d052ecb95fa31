import { expect, test } from 'vitest';
import { keyInAddress } from './key-in-address.ts';

test.each([
  ['#key=ph_abc', { key: 'ph_abc', rest: '' }],
  ['#/policies&key=ph_abc', { key: 'ph_abc', rest: '#/policies' }],
  ['#key=ph_abc&/experiments/a', { key: 'ph_abc', rest: '#/experiments/a' }],
  ['#key=a%20b', { key: 'a b', rest: '' }],
])('%s gives the key away and keeps the rest', (hash, expected) => {
  expect(keyInAddress(hash)).toEqual(expected);
});

test('an address without a key gives none', () => {
  expect(keyInAddress('')).toBeUndefined();
  expect(keyInAddress('#/experiments/monkey=1')).toBeUndefined();
});
