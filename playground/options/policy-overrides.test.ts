import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { hasOverrides, overridePolicy } from './policy-overrides.ts';
import { COST_STOPS, stopsWith, TIME_STOPS } from './slider-stops.ts';

const parsed = parsePolicy(parse(readFileSync(new URL('../../policies/default.yaml', import.meta.url), 'utf8')));
if (!parsed.ok) throw new Error('policies/default.yaml is not a policy.');
const policy = parsed.value;

test('changes nothing while no slider was touched', () => {
  expect(overridePolicy(policy, {})).toEqual(policy);
  expect(hasOverrides({})).toBe(false);
  expect(hasOverrides({ totalMs: undefined })).toBe(false);
});

test('puts the touched values into a copy that is still a policy', () => {
  const edited = overridePolicy(policy, { minimumConfidence: 0.9, totalMs: 3_000 });
  expect(edited.accept.minimumConfidence).toBe(0.9);
  expect(edited.budget).toEqual({ ...policy.budget, totalMs: 3_000 });
  expect(parsePolicy(edited).ok).toBe(true);
});

test('takes a budget away at the unlimited end', () => {
  const edited = overridePolicy({ ...policy, budget: { totalMs: 5_000, costMicroUsd: 10 } }, { totalMs: Infinity });
  expect(edited.budget).toEqual({ costMicroUsd: 10 });
});

test('a budget of no money is not an unlimited one', () => {
  expect(overridePolicy(policy, { costMicroUsd: 0 }).budget.costMicroUsd).toBe(0);
});

test('the sliders can show any budget a policy may set', () => {
  expect(stopsWith(TIME_STOPS, 12_000)).toContain(12_000);
  expect(stopsWith(COST_STOPS, 20_000)).toEqual(COST_STOPS);
  expect(stopsWith(TIME_STOPS, 12_000).at(-1)).toBe(Infinity);
});
