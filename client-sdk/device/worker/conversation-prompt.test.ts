import { beforeAll, expect, test } from 'vitest';
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';
import { loadNanoTokenizer } from '../../../test/support/nano-model.ts';
import { createPromptRenderer } from './conversation-prompt.ts';

let tokenizer: PreTrainedTokenizer;
beforeAll(async () => {
  tokenizer = await loadNanoTokenizer();
});

const END = 1020;
const newRenderer = () => createPromptRenderer(tokenizer, new Set([END]));
const user = (content: string): Message => ({ role: 'user', content });
const assistant = (content: string): Message => ({ role: 'assistant', content });

function templated(messages: readonly Message[]): bigint[] {
  const { input_ids } = tokenizer.apply_chat_template([...messages], { add_generation_prompt: true });
  return Array.from(input_ids.data as BigInt64Array);
}

/** "stone" letter by letter: another way to write it than the tokenizer's. */
const spelled = () => [...'stone'].flatMap((letter) => tokenizer.encode(letter, { add_special_tokens: false })).map(BigInt);

test('reads messages as the chat template does', () => {
  const messages = [{ role: 'system', content: 'Be brief.' } as const, user('Hello'), assistant('Hi\n there '), user('größer? 🙂')];
  expect(newRenderer().render(messages).ids).toEqual(templated(messages));
});

test.each([['as it ended it', [BigInt(END)]], ['as far as it came', []]])('gives the model its own answer back, %s', (_how, ending) => {
  const renderer = newRenderer();
  const prompt = renderer.render([user('Say stone')]);
  renderer.remember(prompt, [...spelled(), ...ending]);
  const next = renderer.render([user('Say stone'), assistant('stone'), user('Again')]);
  expect(next.ids.slice(0, prompt.ids.length + 5)).toEqual([...prompt.ids, ...spelled()]);
  expect(next.ids.slice(prompt.ids.length + 5)).toEqual(templated([user('Say stone'), assistant('stone'), user('Again')]).slice(-(next.ids.length - prompt.ids.length - 5)));
});

test('remembers every answer of a conversation, not the last alone', () => {
  const renderer = newRenderer();
  const messages: Message[] = [];
  for (let turn = 0; turn < 3; turn++) {
    messages.push(user(`Say stone, ${turn}`));
    const prompt = renderer.render(messages);
    const inside = prompt.ids.join(',').split(spelled().join(',')).length - 1;
    expect(inside).toBe(turn);
    renderer.remember(prompt, [...spelled(), BigInt(END)]);
    messages.push(assistant('stone'));
  }
});

test.each([
  ['another answer', [user('Say stone'), assistant('stones'), user('Again')]],
  ['an answer with more behind it', [user('Say stone'), assistant('stone!'), user('Again')]],
  ['another question', [user('Say Stone'), assistant('stone'), user('Again')]],
])('reads %s afresh', (_what, messages) => {
  const renderer = newRenderer();
  renderer.remember(renderer.render([user('Say stone')]), [...spelled(), BigInt(END)]);
  expect(renderer.render(messages).ids).toEqual(templated(messages));
});

test('lets no answer smuggle a control token in', () => {
  const renderer = newRenderer();
  renderer.remember(renderer.render([user('Say stone')]), [BigInt(END), ...spelled(), BigInt(END)]);
  const messages = [user('Say stone'), assistant('stone'), user('Again')];
  expect(renderer.render(messages).ids).toEqual(templated(messages));
});
