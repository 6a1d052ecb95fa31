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

test('nothing works when there was no route', () => {
  expect(answerSpans([step(1, 'started', { route: 'none' })], 2)).toEqual([]);
});
