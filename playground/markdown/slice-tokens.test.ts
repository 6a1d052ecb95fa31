import { expect, test } from 'vitest';
import { sliceTokens } from './slice-tokens.ts';

const tokens = [
  { text: 'Use **', source: 'device', probability: 0.9 },
  { text: 'ls', source: 'device', probability: 0.4 },
  { text: '** now', source: 'device', probability: 0.7 },
] as const;

test('cuts the tokens at both ends and keeps what is known of them', () => {
  expect(sliceTokens(tokens, 4, 10)).toEqual([
    { text: '**', source: 'device', probability: 0.9 },
    { text: 'ls', source: 'device', probability: 0.4 },
    { text: '**', source: 'device', probability: 0.7 },
  ]);
});

test('holds no empty tokens', () => {
  expect(sliceTokens(tokens, 6, 8)).toEqual([tokens[1]]);
  expect(sliceTokens(tokens, 3, 3)).toEqual([]);
});
