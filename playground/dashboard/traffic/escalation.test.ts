import { expect, test } from 'vitest';
import { trafficHour } from '../fixtures/traffic-hour.ts';
import { escalationOf } from './escalation.ts';

test('handed up is what the device began and a hosted model finished; what never began here is no part of it', () => {
  const hours = [
    trafficHour({ route: 'device', count: 80 }),
    trafficHour({ route: 'hosted', reason: 'low_confidence', count: 15 }),
    trafficHour({ route: 'hosted', reason: 'device_lost', count: 5 }),
    trafficHour({ route: 'hosted', reason: 'expected_gain', count: 40 }),
    trafficHour({ route: 'none', reason: 'device_failed', count: 2 }),
  ];
  expect(escalationOf(hours)).toEqual({ begun: 100, escalated: 20 });
  expect(escalationOf([])).toEqual({ begun: 0, escalated: 0 });
});
