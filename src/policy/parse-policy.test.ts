import { describe, expect, it } from 'vitest';
import { defaultPolicyDocument } from './default-policy.ts';
import { loadDefaultPolicy } from './load-default-policy.ts';
import { parsePolicy } from './parse-policy.ts';

const document = () => structuredClone(defaultPolicyDocument) as Record<string, any>;

describe('parsePolicy', () => {
  it('accepts the default policy', () => {
    const parsed = parsePolicy(document());
    // Equal, not only accepted: the built-in policy is used without being parsed.
    expect(parsed).toEqual({ ok: true, value: loadDefaultPolicy() });
  });

  it.each([
    ['a missing part', (policy: Record<string, any>) => delete policy['accept'], 'accept', 'is missing'],
    ['a number out of range', (policy: Record<string, any>) => (policy['accept'].minimumConfidence = 7), 'accept.minimumConfidence', 'at most 1'],
    ['a wrong type', (policy: Record<string, any>) => (policy['budget'].totalMs = '5s'), 'budget.totalMs', 'number'],
    ['an unknown field', (policy: Record<string, any>) => (policy['watch'].thresold = 1), 'watch.thresold', 'not a field'],
    ['an unknown task in a rule', (policy: Record<string, any>) => (policy['start'].rules[3].when.task = 'proofs'), 'start.rules.3.when.task', 'proof'],
    ['an operator that does not exist', (policy: Record<string, any>) => (policy['start'].rules[1].when.knowledgeDemand = { $above: 1 }), 'start.rules.1.when.knowledgeDemand.$above', 'not a field'],
    ['a model without a provider', (policy: Record<string, any>) => (policy['hosted'].models[0].id = 'gpt-4o'), 'hosted.models.0.id', '<provider>/<model>'],
    ['a model listed twice', (policy: Record<string, any>) => (policy['hosted'].models[1].id = policy['hosted'].models[0].id), 'hosted.models', 'once'],
    ['a newer schema', (policy: Record<string, any>) => (policy['schemaVersion'] = 2), 'schemaVersion', '1'],
  ])('names the path of %s', (_name, damage, path, message) => {
    const policy = document();
    damage(policy);
    const parsed = parsePolicy(policy);
    if (parsed.ok) throw new Error('parsed');
    expect(parsed.error).toHaveLength(1);
    expect(parsed.error[0]).toMatchObject({ path, message: expect.stringContaining(message) });
  });

  it('reports every fault at once', () => {
    const parsed = parsePolicy({});
    if (parsed.ok) throw new Error('parsed');
    expect(parsed.error.length).toBeGreaterThan(5);
  });

  it.each([null, 'text', 12, []])('refuses %j', (input) => {
    expect(parsePolicy(input).ok).toBe(false);
  });
});
