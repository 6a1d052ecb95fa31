import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPoll } from './poll.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const start = (ask: () => Promise<boolean>, isWanted = () => true) => {
  const poll = createPoll({ ask, everyMs: 2_000, isWanted });
  poll.askNow();
  return poll;
};

test('asks at once and then again and again', async () => {
  const ask = vi.fn<() => Promise<boolean>>(async () => true);
  start(ask);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(ask).toHaveBeenCalledTimes(4);
});

test('waits longer after each failure, and no longer than half a minute', async () => {
  const ask = vi.fn<() => Promise<boolean>>(async () => false);
  start(ask);
  await vi.advanceTimersByTimeAsync(3_999);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1 + 8_000 + 16_000 + 30_000 + 30_000);
  expect(ask).toHaveBeenCalledTimes(6);
});

test('has one request under way at a time', async () => {
  const ask = vi.fn<() => Promise<boolean>>(() => new Promise<boolean>(() => {}));
  const poll = start(ask);
  poll.askNow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('asks nothing while it isn’t wanted, and goes on when told to', async () => {
  let isWanted = false;
  const ask = vi.fn<() => Promise<boolean>>(async () => true);
  const poll = start(ask, () => isWanted);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).not.toHaveBeenCalled();
  isWanted = true;
  poll.askNow();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('stops, a request under way or not', async () => {
  const ask = vi.fn<() => Promise<boolean>>(async () => true);
  start(ask).stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
