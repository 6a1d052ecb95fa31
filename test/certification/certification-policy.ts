// The policy every case runs under: two models of one provider, limits that a virtual minute holds many of.
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** What one request may take. */
export const DEADLINE_MS = 30_000;

export function certificationPolicy(): Policy {
  const policy = loadDefaultPolicy();
  const price = { inputMicroUsdPerToken: 1, outputMicroUsdPerToken: 2, firstTokenMs: 100, tokensPerSecond: 100 };
  return {
    ...policy,
    name: 'certification',
    budget: { costMicroUsd: 1_000_000 },
    hosted: {
      ...policy.hosted,
      timeout: { firstChunkMs: 4000, chunkMs: 3000 },
      retry: { maximumRetries: 1, maximumDelayMs: 2000 },
      maximumFallbacks: 1,
      models: [
        { id: 'reference/small', ...price, quality: { overall: 0.8 } },
        { id: 'reference/large', ...price, quality: { overall: 0.95 } },
      ],
    },
  };
}
