import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';
import { canonicalJson } from '../policy/canonical-json.ts';
import { firstDifference } from './first-difference.ts';
import { isBroken, startReExecution } from './re-execute.ts';
import { readStoredEvent } from './read-stored-event.ts';

const hash = 'a'.repeat(64);
const arms = new Map([[hash, policyAsking(0.5)]]);
const { events } = syntheticLog({ seed: 1, units: 120, queriesPerUnit: 1, arms });

function agreementOf(log = events, policies = arms) {
  const again = startReExecution(policies);
  for (const stored of log) again.add(stored);
  return again.agreement();
}

it('everything comes out the same under the policy that decided it', () => {
  const agreement = agreementOf();
  expect(agreement).toMatchObject({ made: 240, agreed: 240, byStage: { start: { made: 120 }, accept: { made: 120 } }, deviations: [], clientUnits: 120 });
  expect(isBroken(agreement)).toBe(false);
});

it('one that does not is told with its first difference', () => {
  const other = agreementOf(events, new Map([[hash, policyAsking(0.6)]]));
  expect(other.made - other.agreed).toBeGreaterThan(5);
  expect(other.deviations[0]).toMatchObject({ stage: 'accept', observer: 'client', policyHash: hash, difference: { path: 'action', recorded: 'keep', replayed: 'escalate' } });
  expect(isBroken(other)).toBe(true);
});

it('one lying page in a hundred can be let be, what the edge saw never', () => {
  const agreement = { ...agreementOf(), deviatingClientUnits: 1 };
  expect([isBroken(agreement), isBroken(agreement, 0.01)]).toEqual([true, false]);
  expect(isBroken({ ...agreement, edgeDeviations: 1 }, 0.01)).toBe(true);
});

it('policies that are not at hand are counted, and what anybody can have told is left out', () => {
  expect(agreementOf(events, new Map())).toMatchObject({ made: 0, missingPolicies: { [hash]: 240 }, leftOut: { unknown_policy: 240 } });
  expect(agreementOf(events.map((stored) => ({ ...stored, standing: 'unverified' as const })))).toMatchObject({ made: 0, leftOut: { unverified: 240 }, missingPolicies: {} });
});

it('an event comes back from its line; what is none is refused with a reason', () => {
  expect(readStoredEvent(JSON.stringify(events[0]))).toMatchObject({ ok: true, value: { unit: 'unit-0' } });
  expect(readStoredEvent('{"event":')).toEqual({ ok: false, error: 'is no JSON: the line is cut off or was changed' });
  expect(readStoredEvent(JSON.stringify({ ...events[0], standing: 'mine' }))).toEqual({ ok: false, error: 'is no stored event: standing is missing or of another kind' });
});

it('two values differ first where their path says, and nowhere where they are the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const copy = JSON.parse(JSON.stringify(one)) as unknown;
      expect(firstDifference(copy, JSON.parse(JSON.stringify(one)))).toBeUndefined();
      const difference = firstDifference(copy, other);
      expect(difference === undefined).toBe(canonicalJson(copy) === canonicalJson(other));
    }),
  );
  expect(firstDifference({ models: ['a', 'b'], reason: 'x' }, { models: ['a', 'c'], reason: 'y' })).toEqual({ path: 'models.1', recorded: 'b', replayed: 'c' });
});
