import { expect, it } from 'vitest';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';
import type { Policy } from '../policy/policy.ts';
import { compareRoutes, seeUnder } from './compare-routes.ts';
import { startJoin } from './logged-query.ts';
import { followsWay, sendAlike, wayUnder } from './way.ts';

const hash = 'a'.repeat(64);
const base = policyAsking(0.5);
const upAtOnce: Policy = { ...base, name: 'up', start: { ...base.start, rules: [{ name: 'questions-up', when: { isQuestion: true }, route: 'hosted' }] } };

function queriesUnder(policy: Policy) {
  const join = startJoin();
  for (const stored of syntheticLog({ seed: 1, units: 60, queriesPerUnit: 1, arms: new Map([[hash, policy]]) }).events) join.add(stored);
  return join.queries();
}

it('what went up at once and would start on the device stays undecided: nobody knows how sure it would have been', () => {
  const [query] = queriesUnder(upAtOnce);
  expect(wayUnder(query!, { policy: upAtOnce, madeBy: upAtOnce }).route).toBe('hosted');
  expect(wayUnder(query!, { policy: base, madeBy: upAtOnce }).route).toBe('undecided');
  expect(followsWay(query!, { policy: base, madeBy: upAtOnce })).toBe(false);
  // Units under a policy that judges alike show what becomes of it, those under another one don't.
  expect(sendAlike(query!, { one: { ...base, name: 'twin' }, other: base, madeBy: upAtOnce })).toBe(true);
  expect(sendAlike(query!, { one: policyAsking(0.7), other: base, madeBy: upAtOnce })).toBe(false);
});

it('an answer of the device is followed where it is judged alike and was watched alike', () => {
  const queries = queriesUnder(base);
  const kept = queries.find((query) => wayUnder(query, { policy: base, madeBy: base }).route === 'device')!;
  const confidence = kept.accept!.input.confidence!.value;
  expect(followsWay(kept, { policy: policyAsking(confidence - 0.01), madeBy: base })).toBe(true);
  expect(followsWay(kept, { policy: policyAsking(confidence + 0.01), madeBy: base })).toBe(false);
  expect(followsWay(kept, { policy: { ...base, watch: { ...base.watch, minimumTokens: base.watch.minimumTokens + 1 } }, madeBy: base })).toBe(false);
});

it('queries of a policy that isn’t at hand are counted and left out', () => {
  const queries = queriesUnder(base);
  const seen = seeUnder(queries, { policies: new Map(), candidate: upAtOnce });
  expect(compareRoutes(seen, queries.length)).toMatchObject({ queries: 0, leftOut: 60, changed: [] });
  const known = seeUnder(queries, { policies: new Map([[hash, base]]), candidate: upAtOnce });
  expect(compareRoutes(known, queries.length)).toMatchObject({ queries: 60, leftOut: 0, after: { hosted: 60 }, changed: { length: 60 } });
});
