import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ExperimentSchema } from './experiment.ts';
import { verdictSoFar, type VerdictInput } from './verdict-so-far.ts';

const DAY = 86_400_000;
const definition = v.parse(ExperimentSchema, {
  schemaVersion: 1,
  key: 'sure',
  variants: [{ name: 'a', policy: 'a.yaml' }, { name: 'b', policy: 'b.yaml' }],
  primary: 'answered',
  analysis: { minimumEffect: 0.02 },
});

const look = (low: number, high: number) => [
  { variant: 'b', metric: 'answered', controlMean: 0.5, variantMean: 0.5, effect: { difference: (low + high) / 2, low, high, pValue: 0.5, units: 900 }, triggered: null, byDeviceClass: {} },
];
const guardrail = (state: 'holds' | 'unknown' | 'breached') => [{ variant: 'b', metric: 'error', margin: 0.02, worseAtLeast: 0, worseAtMost: 0, state }];
const input: VerdictInput = {
  definition,
  isPaused: false,
  startedAt: 0,
  now: DAY,
  comparisons: look(0.008, 0.034),
  guardrails: guardrail('holds'),
  sampleRatio: { eValue: 1, isMismatch: false, expected: [450, 450], observed: [450, 450] },
  alarm: null,
};
const kindOf = (fields: Partial<VerdictInput>) => verdictSoFar({ ...input, ...fields }).kind;

describe('the verdict', () => {
  it('ships what is better while every guardrail surely holds', () => {
    expect(verdictSoFar(input)).toMatchObject({ kind: 'ship', variant: 'b', sentence: 'Ship b: answered +2.1 points [+0.8, +3.4].' });
    expect(kindOf({ guardrails: guardrail('unknown') })).toBe('keep_running');
    expect(kindOf({ guardrails: guardrail('breached') })).toBe('guardrail_breached');
  });

  it('trusts nothing where units are missing, and says nothing while paused', () => {
    expect(kindOf({ sampleRatio: { ...input.sampleRatio, isMismatch: true }, isPaused: true })).toBe('sample_ratio_mismatch');
    expect(kindOf({ isPaused: true })).toBe('paused');
  });

  it('waits, warns of harm, and ends', () => {
    expect(kindOf({ comparisons: [] })).toBe('collecting');
    expect(kindOf({ comparisons: look(-0.03, -0.01) })).toBe('harmful');
    expect(kindOf({ comparisons: look(-0.01, 0.01) })).toBe('no_difference');
    expect(kindOf({ comparisons: look(-0.1, 0.1) })).toBe('keep_running');
    expect(kindOf({ comparisons: look(-0.1, 0.1), now: 29 * DAY })).toBe('out_of_time');
  });

  it('says why a guardrail took it back, also of a rollout', () => {
    const takenBack = { alarm: 'Variant b: 30 of 30 failed.', withdrawal: 'Variant b: 30 of 30 failed.' };
    for (const about of [definition, null]) {
      expect(verdictSoFar({ ...input, ...takenBack, definition: about })).toMatchObject({ kind: 'guardrail_breached', sentence: 'Taken back by a guardrail. Variant b: 30 of 30 failed.' });
    }
  });

  it('says how long it still takes, or that its days won’t do', () => {
    const soon = verdictSoFar({ ...input, now: 2 * DAY, comparisons: look(-0.005, 0.035) });
    expect(soon.daysLeft).toBeGreaterThan(0);
    expect(soon.sentence).toMatch(/^Keep running: answered \+1\.5 points \[−0\.5, \+3\.5\] so far\. At this rate (\d+ more days?|less than a day more)\.$/);
    expect(verdictSoFar({ ...input, now: 2 * DAY, comparisons: look(-0.199, 0.201) }).sentence).toMatch(/At this rate it won’t be decided within its 28 days\.$/);
  });

  it('says nothing of a rate before the first window is over, nor while a winner waits for its guardrails', () => {
    expect(verdictSoFar({ ...input, comparisons: look(-0.005, 0.035) }).daysLeft).toBeNull();
    expect(verdictSoFar({ ...input, now: 2 * DAY, guardrails: guardrail('unknown') })).toMatchObject({ kind: 'keep_running', daysLeft: null });
  });

  it('names the best of several winners, and whom a harmful one leaves undecided', () => {
    const three = (low: number, high: number) => [...look(0.008, 0.034), ...look(low, high).map((one) => ({ ...one, variant: 'c' }))];
    expect(verdictSoFar({ ...input, comparisons: three(0.05, 0.07) })).toMatchObject({ kind: 'ship', variant: 'c' });
    expect(verdictSoFar({ ...input, comparisons: [...look(-0.03, -0.01), ...three(-0.1, 0.1).slice(1)] }).sentence).toMatch(/^Don’t ship b: .*\. Nothing is sure of c yet\.$/);
  });
});
