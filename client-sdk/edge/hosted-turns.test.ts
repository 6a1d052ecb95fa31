import { expect, it } from 'vitest';
import type { Message } from '../../src/query/query.ts';
import { createHostedTurns } from './hosted-turns.ts';

const conversation = (answer: string): readonly Message[] => [
  { role: 'user', content: 'What is the capital of Peru?' },
  { role: 'assistant', content: answer },
  { role: 'user', content: 'And of Chile?' },
];

it('knows the hosted model whose answer a conversation goes on from', () => {
  const turns = createHostedTurns();
  turns.remember('Lima.', 'openai/gpt-4o');
  expect(turns.modelOf(conversation('Lima.'))).toBe('openai/gpt-4o');
  expect(turns.modelOf(conversation('Lima, said the device.'))).toBeUndefined();
  expect(turns.modelOf([{ role: 'user', content: 'Lima.' }])).toBeUndefined();
});

it('forgets the oldest answers', () => {
  const turns = createHostedTurns();
  for (let index = 0; index < 30; index++) turns.remember(`Answer ${index}`, 'a/b');
  expect(turns.modelOf(conversation('Answer 9'))).toBeUndefined();
  expect(turns.modelOf(conversation('Answer 10'))).toBe('a/b');
});
