import { expect, it } from 'vitest';
import { createAnswerMeter } from './answer-meter.ts';

const price = { inputMicroUsdPerToken: 1, outputMicroUsdPerToken: 10, tokensPerSecond: 4 };

function start(isSeen = true) {
  const clock = { now: 1000 };
  const meter = createAnswerMeter({ price, maxInputTokens: 50, maxOutputTokens: 20, isSeen, now: () => clock.now });
  return { clock, ...meter };
}

it('believes the provider', () => {
  const meter = start();
  meter.pass(300);
  meter.tell({ inputTokens: 40, outputTokens: 7 });
  expect(meter.spent()).toEqual({ inputTokens: 40, outputTokens: 7, costMicroUsd: 110, isEstimated: false });
});

it('takes three characters for a token, an event for at least one, and never more than the longest answer', () => {
  const meter = start();
  expect(meter.spent()).toEqual({ inputTokens: 50, outputTokens: 0, costMicroUsd: 50, isEstimated: true });
  for (let event = 0; event < 4; event++) meter.pass(1);
  expect(meter.spent().outputTokens).toBe(4);
  meter.pass(26);
  expect(meter.spent().outputTokens).toBe(10);
  meter.pass(1000);
  expect(meter.spent().outputTokens).toBe(20);
});

it('takes an answer that broke off for as long as it can have become in its time, seen or not', () => {
  const meter = start();
  meter.pass(1);
  meter.clock.now += 2000;
  expect(meter.spent().outputTokens).toBe(16);
  meter.clock.now += 60_000;
  expect(meter.spent().outputTokens).toBe(20);
  meter.complete();
  expect(meter.spent().outputTokens).toBe(1);
});

it('takes an answer that nobody saw for the longest', () => {
  expect(start(false).spent()).toEqual({ inputTokens: 50, outputTokens: 20, costMicroUsd: 250, isEstimated: true });
});

it('charges nothing for what was refused', () => {
  const meter = start(false);
  meter.refuse();
  expect(meter.spent()).toEqual({ inputTokens: 0, outputTokens: 0, costMicroUsd: 0, isEstimated: false });
});
