import { expect, test } from 'vitest';
import { effectSeries } from './effect-series.ts';
import { metricFacts } from './metric-unit.ts';
import { effectWords, guardrailWords, pWords, sampleRatioWords } from './verdict-words.ts';

const effect = { difference: 0.021, low: 0.008, high: 0.034, pValue: 0.00004, units: 4000 };

test('an effect stands with its interval; below the first look it says that units are few', () => {
  expect(effectWords(effect, 'share')).toBe('+2.1 points [+0.8, +3.4]');
  expect(effectWords(null, 'share')).toBe('too few units');
  expect(pWords(effect.pValue)).toBe('under 0.001');
  expect(pWords(1)).toBe('1');
  expect(pWords(0.0312)).toBe('0.031');
});

const guardrail = { variant: 'b', metric: 'error', margin: 0.02, worseAtLeast: null, worseAtMost: null } as const;

test.each([
  [{ ...guardrail, state: 'unknown' }, 'Too few units to tell; 2.0 points worse is allowed.'],
  [{ ...guardrail, worseAtMost: 0.03, state: 'unknown' }, 'Not sure yet: it may still be worse by 3.0 points; 2.0 points is allowed.'],
  [{ ...guardrail, worseAtMost: 0.01, state: 'holds' }, 'Holds: surely not worse by more than 2.0 points.'],
  [{ ...guardrail, worseAtLeast: 0.05, state: 'breached' }, 'Breached: surely worse by 5.0 points, more than the 2.0 points allowed.'],
] as const)('the guardrail %o is told in words', (state, words) => {
  expect(guardrailWords(state, 'share')).toBe(words);
});

test('a sample ratio says what was counted and what should have been', () => {
  const sound = { eValue: 0.1, isMismatch: false, expected: [501, 501], observed: [500, 502] };
  expect(sampleRatioWords(sound)).toBe('As it should be: 500 and 502 units, 501 and 501 expected.');
  expect(sampleRatioWords({ ...sound, observed: [700, 302], isMismatch: true, eValue: 4e9 })).toContain('over a million times likelier');
  expect(sampleRatioWords({ ...sound, observed: [0, 0] })).toBe('No unit has met it yet.');
});

test('points fall into one series for each metric and variant, oldest first', () => {
  const point = (at: number, metric: string, variant: string) => ({ at, metric, variant, difference: at, low: 0, high: 1, units: 10 });
  const series = effectSeries([point(2, 'error', 'b'), point(1, 'error', 'b'), point(1, 'feedback', 'b'), point(1, 'error', 'c')], ['feedback', 'error']);
  expect(series.map(({ metric, variant, at }) => [metric, variant, at])).toEqual([
    ['feedback', 'b', [1]],
    ['error', 'b', [1, 2]],
    ['error', 'c', [1]],
  ]);
});

test('a metric has the unit it was declared with, then the built-in one', () => {
  expect(metricFacts('latency', null)).toMatchObject({ unit: 'ms', direction: 'lower', observer: 'edge' });
  const definition = { metrics: [{ name: 'stars', unit: 'stars', direction: 'higher', range: [1, 5], windowHours: 24 }] };
  expect(metricFacts('stars', definition as never)).toMatchObject({ unit: 'stars', observer: 'client' });
  expect(metricFacts('unheard', null).unit).toBe('');
});
