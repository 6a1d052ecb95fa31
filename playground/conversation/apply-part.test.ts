import { expect, test } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { AnswerPart } from '../../client-sdk/session/answer-part.ts';
import { applyPart } from './apply-part.ts';
import { startTurn, type Turn } from './turn.ts';

const begin = () =>
  startTurn({ number: 1, question: { prompt: 'What is 84 * 37?', mode: 'prefer_on_device', privacy: 'any', isOnItsOwn: true } });
const after = (...parts: readonly AnswerPart[]): Turn => parts.reduce(applyPart, begin());

test('keeps each token of the device with its probability', () => {
  const turn = after(
    { type: 'text-delta', text: '3', source: 'device', probability: 0.9 },
    { type: 'text-delta', text: '4', source: 'device', probability: 0.2 },
  );
  expect(turn.tokens.map(({ probability }) => probability)).toEqual([0.9, 0.2]);
});

test('joins hosted text, which has no probabilities, into one stretch', () => {
  const turn = after(
    { type: 'text-delta', text: '31', source: 'hosted' },
    { type: 'text-delta', text: '08', source: 'hosted' },
  );
  expect(turn.tokens).toEqual([{ text: '3108', source: 'hosted' }]);
});

test('moves withdrawn text aside and starts afresh', () => {
  const turn = after(
    { type: 'text-delta', text: '3010', source: 'device', probability: 0.3 },
    { type: 'revise', reason: 'low_confidence', withdrawnText: '3010' },
    { type: 'text-delta', text: '3108', source: 'hosted' },
  );
  expect(turn.withdrawals).toEqual([
    { tokens: [{ text: '3010', source: 'device', probability: 0.3 }], reason: 'low_confidence', source: 'device' },
  ]);
  expect(turn.tokens).toEqual([{ text: '3108', source: 'hosted' }]);
});

test('remembers every place the answer was made', () => {
  const turn = after(
    { type: 'route', source: 'device', model: 'phi-3-nano', reason: 'device_first' },
    { type: 'route', source: 'hosted', model: 'auto', reason: 'low_confidence' },
  );
  expect(turn.routes.map(({ source }) => source)).toEqual(['device', 'hosted']);
  expect(turn.route?.source).toBe('hosted');
});

test('shows nothing after the terminal part', () => {
  const error = new PhirstError('aborted', 'Stopped.');
  const turn = after({ type: 'error', error, trace: [] }, { type: 'text-delta', text: 'late', source: 'hosted' });
  expect(turn).toMatchObject({ status: 'failed', error, tokens: [] });
});
