import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';
import { auditedEstimates } from './audited.ts';
import { compareRoutes, seeUnder } from './compare-routes.ts';
import { estimatePolicy, weighRows, type PolicyEstimate } from './estimate-policy.ts';
import { gateConfidence, judgeGate, type Gate, type GateInput } from './gate.ts';
import { startJoin } from './logged-query.ts';
import { MEASURES, type Measure } from './measure.ts';
import { rowsOf } from './replay-row.ts';

function inputFrom(thresholds: readonly number[], auditShare = 0): GateInput {
  const candidate = policyAsking(0.5);
  const policies = new Map(thresholds.map((threshold, index) => [String(index).repeat(64), policyAsking(threshold)]));
  const join = startJoin();
  for (const stored of syntheticLog({ seed: 4, units: 400, queriesPerUnit: 1, arms: policies, auditShare }).events) join.add(stored);
  const queries = join.queries();
  const seen = seeUnder(queries, { policies, candidate });
  const rows = rowsOf(seen, { policies, candidate });
  const weighed = weighRows(rows, policies);
  const estimates = Object.fromEntries(MEASURES.map((measure) => [measure, estimatePolicy(weighed, measure)])) as Record<Measure, PolicyEstimate>;
  return { routes: compareRoutes(seen, queries.length), estimates, audited: auditedEstimates(rows) };
}

const dealt = inputFrom([0.3, 0.8]);
const audited = inputFrom([0.2], 0.5);
const verdictOf = (gate: Gate, input: GateInput) => judgeGate(gate, input).checks[0]?.verdict;

it('a limit holds beyond its interval, breaks before it, and is unsure within', () => {
  const { low, high, value } = dealt.estimates.answered.after!;
  expect([low - 0.001, value, high + 0.001].map((minAnswered) => verdictOf({ minAnswered }, dealt))).toEqual(['holds', 'unsure', 'broken']);
  const cost = dealt.estimates.cost.after!;
  const usd = [cost.low - 1, cost.value, cost.high + 1].map((microUsd) => microUsd / 1000);
  expect(usd.map((maxCostPer1000Usd) => verdictOf({ maxCostPer1000Usd }, dealt))).toEqual(['broken', 'unsure', 'holds']);
});

it('no limit that held breaks when it is loosened', () => {
  const ranks = { holds: 2, unsure: 1, unknown: 0, broken: 0 };
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom('maxHostedShare', 'maxChangedShare', 'minAnswered', 'maxAnsweredLoss', 'minAgreement', 'maxAgreementLoss'), share, share, fc.constantFrom(dealt, audited), (limit, one, other, input) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const [tight, loose] = limit.startsWith('max') ? [low, high] : [high, low];
      const rankOf = (bound: number) => ranks[verdictOf({ [limit]: bound }, input)!];
      expect(rankOf(loose)).toBeGreaterThanOrEqual(rankOf(tight));
    }),
  );
});

it('what the log can’t tell is no pass, and one limit that fails fails all', () => {
  expect(judgeGate({ minFeedback: 0 }, dealt)).toMatchObject({ passed: false, checks: [{ verdict: 'unknown', low: null, from: 'dealt units' }] });
  expect(judgeGate({ minAgreement: 0 }, dealt)).toMatchObject({ passed: false, checks: [{ verdict: 'unknown', from: 'audited queries' }] });
  expect(judgeGate({ maxHostedShare: 1, minFeedback: 0 }, dealt).passed).toBe(false);
  expect(judgeGate({ maxHostedShare: 1, minAnswered: 0 }, dealt).passed).toBe(true);
});

it('undecided queries count against a limit of hosted ones', () => {
  const routes = { ...dealt.routes, after: { device: 40, escalated: 10, hosted: 20, none: 0, undecided: 30 }, queries: 100 };
  expect([0.6, 0.59, 0.29].map((maxHostedShare) => verdictOf({ maxHostedShare }, { ...dealt, routes }))).toEqual(['holds', 'unsure', 'broken']);
});

it('audited queries speak for the cost of all only where nothing else changes', () => {
  expect(judgeGate({ maxCostPer1000Usd: 1 }, audited)).toMatchObject({ passed: true, checks: [{ from: 'audited queries' }] });
  const changedOutside = { ...audited, audited: { ...audited.audited, changedOutside: 1 } };
  expect(verdictOf({ maxCostPer1000Usd: 1 }, changedOutside)).toBe('unknown');
});

it('several limits share how often one may be judged wrongly; what is counted takes no part of it', () => {
  expect(gateConfidence({})).toBe(0.95);
  expect(gateConfidence({ maxHostedShare: 0.4, maxChangedShare: 0.1, minAnswered: 0.9 })).toBe(0.95);
  expect(gateConfidence({ minAnswered: 0.9, maxLatencyMs: 900, minFeedback: undefined, maxHostedShare: 0.4 })).toBe(0.975);
});
