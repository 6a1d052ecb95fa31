import { expect, test } from 'vitest';
import { answerSpans } from './answer-spans.ts';

const step = (atMs: number, name: string, detail: Record<string, unknown> = {}) => ({ atMs, step: name, detail });

test('the device works until it has answered, the hosted model from the handing up on', () => {
  const trace = [
    step(0, 'described'),
    step(1, 'started', { route: 'device' }),
    step(40, 'device_answered'),
    step(41, 'accepted', { action: 'escalate' }),
    step(300, 'hosted_first_text'),
    step(420, 'hosted_answered'),
  ];
  expect(answerSpans(trace, 421)).toEqual([
    { source: 'device', fromMs: 1, toMs: 40 },
    { source: 'hosted', fromMs: 41, toMs: 420 },
  ]);
});

test('both work at once when the query is handed up mid-answer', () => {
  const trace = [step(1, 'started', { route: 'device' }), step(20, 'watched'), step(60, 'device_answered')];
  expect(answerSpans(trace, 200)).toEqual([
    { source: 'device', fromMs: 1, toMs: 60 },
    { source: 'hosted', fromMs: 20, toMs: 200 },
  ]);
});

test('the hosted model takes over where the device broke off, or a safety rule took the answer from it', () => {
  for (const taken of [step(30, 'device_failed'), step(30, 'safety', { action: 'hand_up' })]) {
    const trace = [step(1, 'started', { route: 'device' }), taken, step(90, 'hosted_answered')];
    expect(answerSpans(trace, 91)).toContainEqual({ source: 'hosted', fromMs: 30, toMs: 90 });
  }
});

test('a device that broke off with nothing above it leaves one span', () => {
  const trace = [step(1, 'started', { route: 'device' }), step(30, 'device_failed'), step(31, 'failed')];
  expect(answerSpans(trace, 31)).toEqual([{ source: 'device', fromMs: 1, toMs: 30 }]);
});

test('nothing works when there was no route', () => {
  expect(answerSpans([step(1, 'started', { route: 'none' })], 2)).toEqual([]);
});
