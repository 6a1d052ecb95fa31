// What a client sends: outcomes with all their fields, whose sums are known beforehand.
import type { NewClientEvent } from '../../src/event/client-event.ts';

/** Event number `index` cost so many micro-USD. */
export const costOf = (index: number): number => index % 97;

/** `eventBatch(0, 50, Date.now())`: the same numbers make the same events. */
export function eventBatch(from: number, count: number, atMs: number): readonly NewClientEvent[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    return {
      type: 'outcome',
      schemaVersion: 1,
      id: `bench-event-${index}`,
      decisionId: `bench-answer-${index}`,
      observer: 'client',
      atMs,
      policy: 'default',
      policyHash: 'b'.repeat(64),
      sequence: 1,
      deviceClass: 'desktop-webgpu',
      edgeDecisionId: null,
      requestedModel: 'auto',
      routedModel: 'reference/small',
      servedModel: index % 3 === 0 ? 'reference/small' : 'phi-3-nano',
      reason: 'confident',
      attempts: [{ model: 'reference/small', code: 'ok', ms: 80 }],
      latencyMs: 100 + (index % 900),
      firstTokenMs: 50 + (index % 90),
      inputTokens: 12,
      outputTokens: 40,
      costMicroUsd: costOf(index),
      isCostEstimated: false,
      code: null,
      source: index % 3 === 0 ? 'hosted' : 'device',
      confidence: 0.9,
      isCalibrated: false,
      isUnsure: false,
    };
  });
}
