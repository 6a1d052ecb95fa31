import { expect, it } from 'vitest';
import { policyAsking, syntheticLog, type SyntheticWorld } from '../../test/support/synthetic-log.ts';
import type { Policy } from '../policy/policy.ts';
import { auditedEstimates } from './audited.ts';
import { compareRoutes, seeUnder } from './compare-routes.ts';
import { estimatePolicy, weighRows } from './estimate-policy.ts';
import { startJoin } from './logged-query.ts';
import type { Measure } from './measure.ts';
import { rowsOf } from './replay-row.ts';

const [lax, strict] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string];
const candidate = policyAsking(0.5);

function replay(world: SyntheticWorld, target: Policy = candidate) {
  const log = syntheticLog(world);
  const join = startJoin();
  for (const stored of log.events) join.add(stored);
  const queries = join.queries();
  const seen = seeUnder(queries, { policies: world.arms, candidate: target });
  const rows = rowsOf(seen, { policies: world.arms, candidate: target });
  const weighed = weighRows(rows, world.arms);
  return { log, queries, seen, rows, estimate: (measure: Measure) => estimatePolicy(weighed, measure) };
}

const experiment = new Map([[lax, policyAsking(0.3)], [strict, policyAsking(0.8)]]);
const alone = new Map([[lax, policyAsking(0.2)]]);
const holds = ({ low, high }: { low: number; high: number }, truth: number) => low <= truth && truth <= high;

it('from an experiment’s two policies the interval holds what a third one between them brings, in all worlds but one', () => {
  const covered = { answered: 0, cost: 0, latency: 0 };
  const worlds = 6;
  for (let seed = 0; seed < worlds; seed++) {
    const { log, estimate } = replay({ seed, units: 200, queriesPerUnit: 2, arms: experiment });
    const truth = log.truth(candidate);
    for (const measure of ['answered', 'cost', 'latency'] as const) {
      const { after, problem, withoutOverlap } = estimate(measure);
      expect([problem, withoutOverlap]).toEqual([null, 0]);
      if (holds(after!, truth[measure])) covered[measure]++;
      // It says something: less than the whole range.
      expect(after!.high - after!.low).toBeLessThan({ answered: 0.25, cost: 120, latency: 250 }[measure]);
    }
  }
  expect(covered.answered).toBeGreaterThanOrEqual(worlds - 1);
  expect(covered.cost).toBeGreaterThanOrEqual(worlds - 1);
  expect(covered.latency).toBeGreaterThanOrEqual(worlds - 1);
});

it('under the policy that decided everything nothing changes, and the estimate is what was', () => {
  const { seen, estimate, queries } = replay({ seed: 3, units: 200, queriesPerUnit: 1, arms: alone }, alone.get(lax));
  expect(compareRoutes(seen, queries.length)).toMatchObject({ queries: 200, leftOut: 0, changed: [] });
  const { after, before, difference } = estimate('cost');
  expect(after!.value).toBeCloseTo(before!.value, 9);
  expect([difference!.low, difference!.high]).toEqual([0, 0]);
});

it('refuses where no policy in force went that way, and says how many queries lack it', () => {
  const { seen, estimate } = replay({ seed: 4, units: 400, queriesPerUnit: 1, arms: alone }, policyAsking(0.6));
  const changed = seen.filter(({ before, after }) => before.route !== after.route).length;
  expect(changed).toBeGreaterThan(100);
  expect(estimate('answered')).toMatchObject({ problem: 'no_overlap', withoutOverlap: changed, queries: 400, estimates: null, after: null });
});

it('a few queries without overlap widen the interval by whatever they might bring', () => {
  const { log, estimate } = replay({ seed: 5, units: 900, queriesPerUnit: 1, arms: alone }, policyAsking(0.24));
  const { after, estimates, withoutOverlap, queries, problem } = estimate('answered');
  expect(problem).toBeNull();
  expect(withoutOverlap).toBeGreaterThan(10);
  const share = withoutOverlap / queries;
  expect(after!.high - after!.low).toBeCloseTo((1 - share) * (estimates!.snips.high - estimates!.snips.low) + share, 9);
  expect(holds(after!, log.truth(policyAsking(0.24)).answered)).toBe(true);
});

it('refuses too few, and units that nobody dealt', () => {
  const few = replay({ seed: 6, units: 40, queriesPerUnit: 1, arms: experiment });
  expect(few.estimate('answered').problem).toBe('too_few');
  const servers = few.seen.map((each) => ({ ...each, query: { ...each.query, unit: 'key:server' } }));
  expect(estimatePolicy(weighRows(rowsOf(servers, { policies: experiment, candidate }), experiment), 'answered')).toMatchObject({ problem: 'not_dealt', queries: 0 });
});

it('from audited queries the change is known without any experiment: its interval holds it', () => {
  let covered = 0;
  for (let seed = 10; seed < 16; seed++) {
    const { log, rows } = replay({ seed, units: 400, queriesPerUnit: 1, arms: alone, auditShare: 0.4 });
    const { estimates, problem, audited, answeredByDevice, changedOutside } = auditedEstimates(rows);
    expect([problem, answeredByDevice, changedOutside]).toEqual([null, 400, 0]);
    expect(audited).toBeLessThan(300);
    const [before, after] = [log.truth(alone.get(lax)!), log.truth(candidate)];
    if (holds(estimates!.agreement.difference, after.agreement - before.agreement)) covered++;
    if (holds(estimates!.cost.after, after.cost)) covered++;
    if (holds(estimates!.latency.after, after.latency)) covered++;
  }
  expect(covered).toBeGreaterThanOrEqual(16);
});

it('audited queries of one kind alone don’t speak for the other', () => {
  const { seen } = replay({ seed: 8, units: 600, queriesPerUnit: 1, arms: alone, auditShare: 0.5 });
  const onlyHandedUp = seen.map((each) => (each.query.audit?.source === 'sample' ? { ...each, query: { ...each.query, audit: null } } : each));
  expect(auditedEstimates(rowsOf(onlyHandedUp, { policies: alone, candidate }))).toMatchObject({ problem: 'not_drawn', estimates: null });
});
