import { describe, it } from 'vitest';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { watchedOutcome } from './watched-outcome.ts';

const outcome = { type: 'outcome', id: 'one:edge', decisionId: 'one', observer: 'edge', reason: 'smallest_adequate', firstTokenMs: null, attempts: [{ model: 'm', code: 'provider_stalled', ms: 9 }], code: 'provider_unavailable' };
const isFailure = (fields: Partial<OutcomeEvent>, standing: StoredEvent['standing'] = 'edge') =>
  watchedOutcome({ event: { ...outcome, ...fields } as OutcomeEvent, standing, unit: 'u', receivedAt: 7 }, 1)[0]?.isFailure;

describe('the breaker', () => {
  it('counts what failed and what didn’t, as the edge saw it', ({ expect }) => {
    expect(watchedOutcome({ event: outcome as unknown as OutcomeEvent, standing: 'edge', unit: null, receivedAt: 7 }, 1)).toEqual([{ variant: 1, unit: '', at: 7, isFailure: true }]);
    expect(isFailure({ code: null })).toBe(false);
    expect([isFailure({}, 'session'), isFailure({ observer: 'client' })]).toEqual([undefined, undefined]);
  });

  it.for([
    ['asking for a model by its name', { reason: 'model_requested' }],
    ['leaving too little time', { code: 'deadline_exceeded', isHurried: true }],
    ['leaving too little time for two models', { code: 'provider_stalled', isHurried: true }],
    ['sending a body slowly', { code: 'deadline_exceeded', attempts: [] }],
    ['reading an answer slowly', { code: 'deadline_exceeded', firstTokenMs: 300 }],
    ['sending what a provider refuses', { code: 'provider_rejected' }],
    ['going away', { code: 'aborted' }],
    ['asking for the audit sample', { purpose: 'audit' }],
  ] as const)('isn’t moved by %s', ([, fields], { expect }) => {
    expect(isFailure(fields)).toBeUndefined();
  });

  it('is moved by a model that is too slow for its own policy', ({ expect }) => {
    expect([isFailure({ code: 'provider_stalled' }), isFailure({ code: 'deadline_exceeded' }), isFailure({ code: 'provider_stalled', firstTokenMs: 20 })]).toEqual([true, true, true]);
  });
});
