import { expect, test } from 'vitest';
import { addValue, NO_VALUES } from '../../../src/stats/mean-accumulator.ts';
import { trafficHour } from '../fixtures/traffic-hour.ts';
import { mulberry32 } from '../../../scripts/mulberry32.ts';
import { savingsOf } from './savings.ts';

/** A world in which each query goes to the device with a chance of 0.6, and hosted answers differ in price. */
function simulate(queries: number, random: () => number) {
  let [deviceCost, avoided, hostedCost] = [NO_VALUES, NO_VALUES, NO_VALUES];
  for (let query = 0; query < queries; query += 1) {
    const price = 100 + 800 * random();
    if (random() < 0.6) [deviceCost, avoided] = [addValue(deviceCost, 0), addValue(avoided, price)];
    else hostedCost = addValue(hostedCost, price);
  }
  return savingsOf([
    trafficHour({ route: 'device', count: deviceCost.count, cost: deviceCost, avoidedCost: avoided }),
    trafficHour({ route: 'hosted', count: hostedCost.count, cost: hostedCost }),
  ]);
}

test('the interval holds the true share in 95 of 100 worlds', () => {
  const random = mulberry32(7);
  let held = 0;
  for (let world = 0; world < 400; world += 1) {
    const { share } = simulate(300, random);
    if (share && share.low <= 0.6 && share.high >= 0.6) held += 1;
  }
  expect(held / 400).toBeGreaterThan(0.92);
  expect(held / 400).toBeLessThan(0.985);
});

test('sums are sums', () => {
  const savings = simulate(1000, mulberry32(1));
  expect(savings.queries).toBe(1000);
  expect(savings.share?.value).toBeCloseTo(savings.avoided / (savings.avoided + savings.spent), 12);
});

test('a few queries, or none that was paid for, give no share', () => {
  expect(simulate(12, mulberry32(2)).share).toBeNull();
  const onlyDevice = trafficHour({ route: 'device', count: 90, avoidedCost: { count: 90, mean: 200, m2: 10 } });
  expect(savingsOf([onlyDevice])).toEqual({ queries: 90, spent: 0, avoided: 18_000, share: null });
  expect(savingsOf([])).toEqual({ queries: 0, spent: 0, avoided: 0, share: null });
});
