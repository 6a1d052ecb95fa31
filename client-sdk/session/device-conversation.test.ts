import { expect, it } from 'vitest';
import { createFakeRouter } from '../../test/support/fake-router.ts';
import { createScriptedEngine, scriptedToken } from '../../test/support/scripted-engine.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Message } from '../../src/query/query.ts';
import { createPhirst } from '../client.ts';
import type { GenerateOptions } from '../device/engine.ts';

const standard = loadDefaultPolicy();
const policyWith = (device: Partial<Policy['device']>): Policy => ({ ...standard, device: { ...standard.device, ...device } });
const SURE = [scriptedToken('Paris', -0.001, 1), scriptedToken('.', -0.001, 2)];
const UNSURE = [scriptedToken('Lon', -2, 1), scriptedToken('don', -2, 2), scriptedToken('.', -2, 3)];

const system: Message = { role: 'system', content: 'Be brief.' };
const question: Message = { role: 'user', content: 'What is the capital of France?' };
const older: Message[] = Array.from({ length: 10 }, (_, turn): Message[] => [
  { role: 'user', content: `Tell me about town number ${turn}, please. ${'It lies by the river. '.repeat(10)}` },
  { role: 'assistant', content: 'It is a small town with a market on Mondays, a school, a church and two bridges. '.repeat(3) },
]).flat();
const conversation = [system, ...older, question];

async function ask(tokens: typeof SURE, policy: Policy, messages: readonly Message[] = conversation, askOptions = {}) {
  const router = createFakeRouter();
  const read: { messages: readonly Message[]; options: GenerateOptions }[] = [];
  const engine = createScriptedEngine({ tokens });
  const createEngine = () => ({
    ...engine,
    generate(given: readonly Message[], options: GenerateOptions) {
      read.push({ messages: given, options });
      return engine.generate(given, options);
    },
  });
  const phirst = createPhirst({ router: 'http://router.test', fetch: router.fetch, createEngine, policy });
  await phirst.prepare();
  return { router, read, result: await phirst.ask(messages, askOptions).done };
}

it('gives the device the newest turns that fit, the system message and the documents, and says what was left out', async () => {
  const { read, result } = await ask(SURE, policyWith({ maximumContextTokens: 600 }), conversation, { context: ['Paris lies on the Seine.'] });
  expect(result).toMatchObject({ text: 'Paris.', source: 'device' });
  const [{ messages, options }] = read as [(typeof read)[0]];
  expect(messages[0]?.content).toContain('Paris lies on the Seine.');
  expect(messages[1]).toEqual(system);
  expect(messages.slice(2)).toEqual([...older.slice(result.droppedMessages), question]);
  expect(result.droppedMessages).toBeGreaterThan(0);
  expect(result.trace.find(({ step }) => step === 'trimmed')?.detail).toMatchObject({ rule: 'drop-oldest-turns', droppedMessages: result.droppedMessages });
  // The tokenizer has the last word, under the same limits.
  expect(options.trimming).toMatchObject({ rule: 'drop-oldest-turns', contextTokens: 600 });
});

it('hands the whole conversation up when the device was not sure of its part', async () => {
  const { router, read, result } = await ask(UNSURE, policyWith({ maximumContextTokens: 600 }));
  expect(read[0]?.messages.length).toBeLessThan(conversation.length);
  expect(result).toMatchObject({ source: 'hosted', reason: 'low_confidence' });
  expect(router.completions[0]?.['messages']).toEqual(conversation);
  expect(result.droppedMessages).toBeUndefined();
});

it.each([
  ['the rule is none', policyWith({ maximumContextTokens: 600, contextTrimming: 'none' })],
  ['even the question is too long', policyWith({ maximumContextTokens: 40 })],
])('sends it to a hosted model at once where %s', async (_when, policy) => {
  const { router, read, result } = await ask(SURE, policy);
  expect(read).toEqual([]);
  expect(result).toMatchObject({ source: 'hosted', reason: 'context_too_long' });
  expect(router.completions[0]?.['messages']).toEqual(conversation);
});

it('leaves a conversation that fits alone', async () => {
  const { read, result } = await ask(SURE, standard, [system, question]);
  expect(read[0]?.messages).toEqual([system, question]);
  expect(result.droppedMessages).toBeUndefined();
  expect(result.trace.some(({ step }) => step === 'trimmed')).toBe(false);
});
