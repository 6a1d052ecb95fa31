import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenAborted } from '../when-aborted.ts';
import { createDeadlineSignal } from './deadline-signal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ends with the time budget, and says how long it was', () => {
  const { signal } = createDeadlineSignal([], 1500);
  vi.advanceTimersByTime(1499);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ code: 'deadline_exceeded', message: expect.stringContaining('1500') });
});

it.each([undefined, Infinity, 2 ** 31, 3e9])('has no end of its own with a budget of %s', (totalMs) => {
  const { signal } = createDeadlineSignal([], totalMs);
  vi.advanceTimersByTime(2 ** 31);
  expect(signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer behind', () => {
  const { clear } = createDeadlineSignal([], 5000);
  expect(vi.getTimerCount()).toBe(1);
  clear();
  expect(vi.getTimerCount()).toBe(0);
});

it('ends with any of the signals, for its reason', async () => {
  const app = new AbortController();
  const { signal } = createDeadlineSignal([new AbortController().signal, app.signal], 5000);
  app.abort('enough');
  expect(signal.reason).toBe('enough');
  await whenAborted(signal);
});

it('leaves nothing behind on signals that live on', async () => {
  vi.useRealTimers();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const ofTheApp = new AbortController();
  const begin = () => {
    const { signal, clear } = createDeadlineSignal([ofTheApp.signal], 60_000);
    void whenAborted(signal);
    clear();
    return new WeakRef(signal);
  };
  const signals = Array.from({ length: 20 }, begin);
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collect();
  }
  // The last one may still lie on the stack.
  expect(signals.filter((signal) => signal.deref() !== undefined).length).toBeLessThanOrEqual(1);
});
