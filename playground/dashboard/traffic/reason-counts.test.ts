import { expect, test } from 'vitest';
import { trafficHour } from '../fixtures/traffic-hour.ts';
import { bestObserver, seenBy } from './observers.ts';
import { reasonCounts } from './reason-counts.ts';

test('reasons add up over hours, the most frequent first, each with its sentence', () => {
  const hours = [
    trafficHour({ reason: 'confident', route: 'device', count: 10 }),
    trafficHour({ reason: 'rule', route: 'hosted', count: 20, startMs: 0 }),
    trafficHour({ reason: 'rule', route: 'hosted', count: 10, startMs: 3_600_000 }),
  ];
  const [first, second] = reasonCounts(hours);
  expect(first).toMatchObject({ reason: 'rule', count: 30, share: 0.75, sentence: 'A rule of the policy decides this.' });
  expect(second).toMatchObject({ reason: 'confident', count: 10 });
});

test('a reason of a newer router is shown all the same', () => {
  expect(reasonCounts([trafficHour({ reason: 'reason_of_tomorrow' })])[0]?.sentence).toContain('doesn’t know yet');
});

test('what the app and the edge both saw is never added up', () => {
  const hours = [trafficHour({ observer: 'edge', count: 4 }), trafficHour({ observer: 'client', count: 5 })];
  expect(bestObserver(hours)).toBe('client');
  expect(bestObserver(hours.slice(0, 1))).toBe('edge');
  expect(seenBy('edge', hours)).toHaveLength(1);
});
