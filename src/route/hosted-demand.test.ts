import { describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { describeQuery } from '../query/describe-query.ts';
import { hostedDemand } from './hosted-demand.ts';

const builtIn = loadDefaultPolicy();
const under = (whenUnfamiliar: 'prior' | 'hosted', rules: Policy['start']['rules'] = []): Policy => ({ ...builtIn, start: { ...builtIn.start, rules, minimumGain: 0.3, gainModel: { sha256: 'a'.repeat(64), whenUnfamiliar } } });
const description = describeQuery({ messages: [{ role: 'user', content: 'Is seven a prime number?' }], context: [] });
const saying = (gain: number, isFamiliar = true) => ({ gain, deviceRight: 0.5, hostedRight: 0.8, familiarity: 1, isFamiliar });
const asked = { reason: undefined, description, policy: under('prior') };

describe('a query that the device never saw', () => {
  it('is worth the strongest model from the policy’s gain on, 0.1 + 0.2 included', () => {
    expect(hostedDemand(asked)).toBe('adequate');
    expect(hostedDemand({ ...asked, estimate: saying(0.29) })).toBe('adequate');
    expect(hostedDemand({ ...asked, estimate: saying(0.1 + 0.2) })).toBe('strongest');
  });

  it('and so where the policy leaves unfamiliar questions to hosted models', () => {
    expect(hostedDemand({ ...asked, estimate: saying(0, false) })).toBe('adequate');
    expect(hostedDemand({ ...asked, policy: under('hosted'), estimate: saying(0, false) })).toBe('strongest');
  });

  it('a rule that applies goes before the gain, as on the device', () => {
    const rule = (route: 'device' | 'hosted') => [{ name: 'questions', when: { isQuestion: true }, route }];
    expect(hostedDemand({ ...asked, policy: under('prior', rule('device')), estimate: saying(0.9) })).toBe('adequate');
    expect(hostedDemand({ ...asked, policy: under('prior', rule('hosted')), estimate: saying(-0.9) })).toBe('strongest');
  });
});
