import { expect, test } from 'vitest';
import { printJson } from './print-json.ts';

test('prints costs and times as one would write them', () => {
  const printed = printJson({ costMicroUsd: 16.200000000000003, atMs: 12.300000011920929, tokens: 1_234_567, share: 0.1 + 0.2 });
  expect(JSON.parse(printed)).toEqual({ costMicroUsd: 16.2, atMs: 12.30000001, tokens: 1_234_567, share: 0.3 });
});
