import { expect, test } from 'vitest';
import { threadMessages } from './thread-messages.ts';
import { startTurn, type Question, type Turn } from './turn.ts';

const ask = (prompt: string, isOnItsOwn = false): Question => ({
  prompt,
  isOnItsOwn,
  mode: 'prefer_on_device',
  privacy: 'any',
});
const answered = (question: Question, text: string): Turn => ({
  ...startTurn(1, question),
  status: 'finished',
  tokens: [{ text, source: 'device' }],
});

test('sends the turns before a follow-up along', () => {
  expect(threadMessages([answered(ask('Hello'), 'Hello!')], ask('And now?'), 8)).toEqual([
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hello!' },
    { role: 'user', content: 'And now?' },
  ]);
});

test('sends an example on its own', () => {
  const messages = threadMessages([answered(ask('Hello'), 'Hello!')], ask('What is 47 + 38?', true), 8);
  expect(messages).toEqual([{ role: 'user', content: 'What is 47 + 38?' }]);
});

test('begins the thread at the last question that was asked on its own', () => {
  const turns = [answered(ask('Hello'), 'Hello!'), answered(ask('What is 2 + 2?', true), '4')];
  expect(threadMessages(turns, ask('And 3 + 3?'), 8).map(({ content }) => content)).toEqual([
    'What is 2 + 2?',
    '4',
    'And 3 + 3?',
  ]);
});

test('leaves failed turns out and keeps to the newest ones', () => {
  const failed: Turn = { ...startTurn(2, ask('Lost')), status: 'failed' };
  const turns = [answered(ask('One'), '1'), failed, answered(ask('Two'), '2')];
  expect(threadMessages(turns, ask('Three'), 1).map(({ content }) => content)).toEqual(['Two', '2', 'Three']);
});
