import { expect, it } from 'vitest';
import { runGolden } from './run-golden.ts';

it('keeps every golden vector and scenario in Node', () => {
  const report = runGolden();
  expect(report.failures).toEqual([]);
  expect(report.checks).toBeGreaterThan(600);
});
