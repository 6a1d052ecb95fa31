import { expect, it } from 'vitest';
import { createSignalAccumulator } from '../confidence/signal-accumulator.ts';
import { parseClientEvent } from './client-event.ts';

const accumulator = createSignalAccumulator();
accumulator.add({ tokenId: 1, logProb: -0.1, margin: 0.8, entropy: 0.2 });
const signals = accumulator.signals();

const audit = (told: object) => ({
  type: 'audit', schemaVersion: 1, id: 'event-0001', decisionId: 'answer-0001', observer: 'client', atMs: 1, policy: 'default', source: 'sample', share: 0.5, agreed: true, confidence: 0.9, isCalibrated: false,
  score: 0.9, signals: told, tokens: 1, deviceModel: 'phi-3-nano', dtype: 'q4', hostedModel: 'reference/large', hostedCostMicroUsd: 1, hostedMs: 1, deviceMs: 1, accept: null,
});

/** What the router keeps of them, or why it refuses the event. */
function kept(told: object): unknown {
  const parsed = parseClientEvent(audit(told));
  return parsed.ok ? (parsed.value.type === 'audit' && parsed.value.signals) : parsed.error;
}

it('an audit of a page that was loaded before the router learned to read more of an answer is kept as it came', () => {
  const { secondLogProb, thirdLogProb, firstLogProb, unsureTokens, minMargin, ...older } = signals;
  expect(kept(older)).toEqual(older);
  expect(kept({ ...older, secondLogProb })).toEqual({ ...older, secondLogProb });
  expect(kept({ ...older, secondLogProb, thirdLogProb, firstLogProb, unsureTokens, minMargin })).toEqual(signals);
});

it('an audit of a newer SDK is kept without what this router doesn’t know, and no text slips in with it', () => {
  expect(kept({ ...signals, fourthLogProb: -0.2, note: 'a secret text' })).toEqual(signals);
});

it('signals that were there from the first, or that are no numbers, are still refused', () => {
  const { minLogProb, ...without } = signals;
  expect(minLogProb).toBeLessThan(0);
  expect(kept(without)).toMatch(/^signals\.minLogProb: expected/);
  expect(kept({ ...signals, secondLogProb: 0.5 })).toMatch(/^signals\.secondLogProb: /);
  expect(kept({ ...signals, firstLogProb: 'a secret text' })).toBe('signals.firstLogProb: expected number');
});
