// What the real router decides, written as the log writes it, is decided again to the byte from the log and its stored policies.
import { describe, it } from 'vitest';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { compareRoutes, seeUnder } from '../../src/replay/compare-routes.ts';
import { startJoin } from '../../src/replay/logged-query.ts';
import { startReExecution } from '../../src/replay/re-execute.ts';
import { readStoredEvent } from '../../src/replay/read-stored-event.ts';
import { segmentsOf } from '../../router/events/event-segment.ts';
import { experimentOf, newDeployment, policyNamed, startIsolate } from './support/deployment-router.ts';

const QUESTIONS = ['What is the capital of France?', 'Prove that there are infinitely many primes.', 'def add(a, b): # finish this', 'What is the weather today?'];

async function loggedTraffic() {
  const isolate = startIsolate(newDeployment());
  const hosted = loadDefaultPolicy().hosted;
  const [a, b] = [await isolate.store(policyNamed('plain')), await isolate.store(policyNamed('bold', { hosted: { ...hosted, models: hosted.models.slice(-1) } }))];
  await isolate.change({ kind: 'deploy', policy: a });
  const { deployment } = await isolate.change({ kind: 'start_experiment', experiment: experimentOf({ a, b }) });
  const units = Array.from({ length: 24 }, (_, index) => `unit-${index}`);
  await Promise.all(units.map((unit, index) => isolate.ask({ 'x-phirst-unit': unit }, { messages: [{ role: 'user', content: QUESTIONS[index % QUESTIONS.length] }], max_tokens: 20 + index })));
  await isolate.settle();
  const segments = await segmentsOf(isolate.events);
  const events = segments.flatMap(({ body }) => body.trimEnd().split('\n')).map((line) => {
    const read = readStoredEvent(line);
    if (!read.ok) throw new Error(read.error);
    return read.value;
  });
  const stored = async (hash: string) => {
    const parsed = parsePolicy(await (await isolate.request(`/admin/policies/${hash}`, { key: 'look' })).json());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return [hash, parsed.value] as const;
  };
  const policies = new Map<string, Policy>(await Promise.all([a, b].map(stored)));
  return { events, policies, a, b, inB: units.filter((unit) => assignUnit(deployment, unit).policy === b).length };
}

describe('a log of the real router', () => {
  it('is decided again to the byte, and otherwise under policies that were changed', async ({ expect }) => {
    const { events, policies, a, b, inB } = await loggedTraffic();
    const again = startReExecution(policies);
    const swapped = startReExecution(new Map([[a, policies.get(b)!], [b, policies.get(a)!]]));
    const join = startJoin();
    for (const stored of events) {
      again.add(stored);
      swapped.add(stored);
      join.add(stored);
    }
    expect(again.agreement()).toMatchObject({ made: 24, agreed: 24, byStage: { hosted: { made: 24, agreed: 24 } }, deviations: [], leftOut: {}, missingPolicies: {} });
    expect(swapped.agreement().edgeDeviations).toBeGreaterThan(0);
    // Under b all go b's way: those that went it already don't change.
    const queries = join.queries();
    const routes = compareRoutes(seeUnder(queries, { policies, candidate: policies.get(b)! }), queries.length);
    expect(inB).toBeGreaterThan(0);
    expect(routes).toMatchObject({ queries: 24, after: { hosted: 24 } });
    expect(routes.changed.length).toBeGreaterThan(0);
    expect(routes.changed.length).toBeLessThanOrEqual(24 - inB);
  });
});
