import { expect, test } from 'vitest';
import type { PrivacyClass } from '../../src/query/query.ts';
import { threadMessages } from './thread-messages.ts';
import { startTurn, type Question, type Turn } from './turn.ts';

const ask = (prompt: string, parts: Partial<Question> = {}): Question => ({
  prompt,
  isOnItsOwn: false,
  mode: 'prefer_on_device',
  privacy: 'any',
  ...parts,
});
const answered = (question: Question, text: string): Turn => ({
  ...startTurn({ number: 1, question }),
  status: 'finished',
  tokens: [{ text, source: 'device' }],
});
const ROOMY = { turns: 8, promptTokens: 2_000 };
const contents = (...input: Parameters<typeof threadMessages>) => threadMessages(...input).messages.map(({ content }) => content);

test('sends the turns before a follow-up along', () => {
  expect(threadMessages([answered(ask('Hello'), 'Hello!')], ask('And now?'), ROOMY)).toEqual({
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'And now?' },
    ],
    leftOut: { asPrivate: 0, asTooLong: 0 },
  });
});

test('sends an example on its own', () => {
  const example = ask('What is 47 + 38?', { isOnItsOwn: true });
  expect(contents([answered(ask('Hello'), 'Hello!')], example, ROOMY)).toEqual(['What is 47 + 38?']);
});

test('begins the thread at the last question that was asked on its own', () => {
  const turns = [answered(ask('Hello'), 'Hello!'), answered(ask('What is 2 + 2?', { isOnItsOwn: true }), '4')];
  expect(contents(turns, ask('And 3 + 3?'), ROOMY)).toEqual(['What is 2 + 2?', '4', 'And 3 + 3?']);
});

test('leaves failed turns out and keeps to the newest ones', () => {
  const failed: Turn = { ...startTurn({ number: 2, question: ask('Lost') }), status: 'failed' };
  const turns = [answered(ask('One'), '1'), failed, answered(ask('Two'), '2')];
  const thread = threadMessages(turns, ask('Three'), { ...ROOMY, turns: 1 });
  expect(thread.messages.map(({ content }) => content)).toEqual(['Two', '2', 'Three']);
  expect(thread.leftOut).toEqual({ asPrivate: 0, asTooLong: 1 });
});

test.each<[earlier: PrivacyClass, question: PrivacyClass, isSent: boolean]>([
  ['any', 'any', true],
  ['any', 'redacted', true],
  ['any', 'device-only', true],
  ['redacted', 'any', false],
  ['redacted', 'redacted', true],
  ['redacted', 'device-only', true],
  ['device-only', 'any', false],
  ['device-only', 'redacted', false],
  ['device-only', 'device-only', true],
])('a turn asked as %s goes along with a question asked as %s: %s', (earlier, question, isSent) => {
  const turns = [answered(ask('canary-question', { privacy: earlier }), 'canary-answer')];
  const { messages, leftOut } = threadMessages(turns, ask('Next', { privacy: question }), ROOMY);
  expect(JSON.stringify(messages).includes('canary')).toBe(isSent);
  expect(leftOut.asPrivate).toBe(isSent ? 0 : 1);
});

test('a private turn takes no open one’s place', () => {
  const turns = [answered(ask('Open'), 'yes'), answered(ask('Secret', { privacy: 'device-only' }), 'sh')];
  expect(contents(turns, ask('Next'), { ...ROOMY, turns: 1 })).toEqual(['Open', 'yes', 'Next']);
});

test('drops the oldest turns until the rest fits', () => {
  const long = 'word '.repeat(150);
  const turns = [answered(ask('One'), long), answered(ask('Two'), long), answered(ask('Three'), '3')];
  const thread = threadMessages(turns, ask('Four'), { turns: 8, promptTokens: 300 });
  expect(thread.messages.map(({ content }) => content)).toEqual(['Two', long, 'Three', '3', 'Four']);
  expect(thread.leftOut.asTooLong).toBe(1);
});

test('asks a question that is too long by itself all the same, alone', () => {
  const long = 'word '.repeat(500);
  expect(contents([answered(ask('One'), '1')], ask(long), { turns: 8, promptTokens: 100 })).toEqual([long]);
});

test('counts the documents that go with the question', () => {
  const withDocument = ask('What does it say?', { context: ['word '.repeat(500)] });
  expect(contents([answered(ask('One'), '1')], withDocument, { turns: 8, promptTokens: 300 })).toEqual(['What does it say?']);
});
