import { describe, expect, it } from 'vitest';
import { benchPolicy } from './bench-policy.ts';
import type { AskedAnswer } from './page-session.ts';
import { agreement, replayCascade } from './replay-cascade.ts';

const answer = (change: Partial<AskedAnswer>): AskedAnswer => ({
  text: 'own', source: 'device', confidence: 0.5, isCalibrated: true, isComplete: true, hasFailed: false, totalMs: 1, outputTokens: 3, deviceTokens: 3, ...change,
});
const hosted = new Map([['2 + 2?', answer({ text: '4', source: 'hosted', confidence: null, deviceTokens: null })]]);
const sourceOf = (own: Partial<AskedAnswer>, threshold: number) => replayCascade(['2 + 2?'], [answer(own)], hosted, benchPolicy(threshold))[0]?.source;

describe('a cascade decided again', () => {
  it('keeps an answer that reaches the threshold, and hands up one below it', () => {
    expect(sourceOf({ confidence: 0.7 }, 0.7)).toBe('device');
    expect(sourceOf({ confidence: 0.69 }, 0.7)).toBe('hosted');
  });

  it('takes what is equal to nine decimals as equal, as the SDK does', () => {
    expect(sourceOf({ confidence: 0.7 - 1e-12 }, 0.7)).toBe('device');
  });

  it('hands up a device that failed, an answer that was cut, and one that nothing vouches for', () => {
    expect(sourceOf({ hasFailed: true, confidence: 0 }, 0)).toBe('hosted');
    expect(sourceOf({ isComplete: false, confidence: 0.9 }, 0.5)).toBe('hosted');
    expect(sourceOf({ confidence: null }, 0.5)).toBe('hosted');
  });

  it('keeps nothing when certainty is asked for, unless the device is as sure as the hosted model is right', () => {
    expect(sourceOf({ confidence: 0.999 }, 1)).toBe('hosted');
    expect(sourceOf({ confidence: 1 }, 1)).toBe('device');
  });

  it('tells what the device had been sure of, beside the hosted text', () => {
    expect(replayCascade(['2 + 2?'], [answer({ confidence: 0.1 })], hosted, benchPolicy(0.5))).toMatchObject([{ text: '4', confidence: 0.1, deviceTokens: 3 }]);
  });

  it('needs the hosted answer to what goes up', () => {
    expect(() => replayCascade(['3 + 3?'], [answer({ confidence: 0.1 })], hosted, benchPolicy(0.5))).toThrow('No hosted model was asked "3 + 3?".');
  });

  it('agrees with another run where both source and text are the same', () => {
    const run = [answer({}), answer({ text: '4', source: 'hosted' })];
    expect(agreement(run, run)).toBe(1);
    expect(agreement(run, [answer({ text: 'other' }), answer({ text: '4' })])).toBe(0);
    expect(agreement(run, [answer({})])).toBe(0.5);
  });
});
