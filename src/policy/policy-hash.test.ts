import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { loadDefaultPolicy } from './load-default-policy.ts';
import { canonicalPolicy, policyHash } from './policy-hash.ts';

const sha256 = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));

it('is the SHA-256 of the canonical JSON', async () => {
  const policy = loadDefaultPolicy();
  expect(await policyHash(policy, sha256)).toBe(createHash('sha256').update(canonicalPolicy(policy)).digest('hex'));
});

it('does not change with $schema or the order of fields, but with every value', async () => {
  const policy = loadDefaultPolicy();
  const { $schema: _, ...rest } = policy;
  const reversed = Object.fromEntries(Object.entries(rest).toReversed()) as typeof policy;
  const hash = await policyHash(policy, sha256);
  expect(await policyHash(reversed, sha256)).toBe(hash);
  expect(await policyHash({ ...policy, $schema: 'https://example.com/elsewhere.json' }, sha256)).toBe(hash);
  expect(await policyHash({ ...policy, accept: { ...policy.accept, minimumConfidence: 0.81 } }, sha256)).not.toBe(hash);
});
