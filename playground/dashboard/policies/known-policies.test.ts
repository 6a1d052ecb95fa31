import { expect, test } from 'vitest';
import { policyHashes } from './known-policies.ts';

const answer = {
  deployment: { policy: 'now', previous: 'before', experiments: [{ variants: [{ policy: 'now' }, { policy: 'tried' }] }] },
  policies: { now: {}, tried: {} },
  experiments: {},
};

test('what is in force comes first, each policy once, then what the history tells of', () => {
  const audit = [{ change: { kind: 'rollback' } }, { change: { kind: 'deploy', policy: 'old' } }, { change: { kind: 'deploy', policy: 'now' } }];
  expect(policyHashes(answer as never, audit as never)).toEqual(['now', 'tried', 'before', 'old']);
});
