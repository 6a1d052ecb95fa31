import type { Message } from '../../src/query/query.ts';
import { shownText } from './shown-text.ts';
import type { Question, Turn } from './turn.ts';

/** A model that reads little was taught short conversations: one earlier turn is what it can use. */
const SHORT_CONTEXT_TOKENS = 1024;

/** How many earlier turns are sent along to a model of this size. */
export function earlierTurnsFor(contextTokens: number): number {
  return contextTokens <= SHORT_CONTEXT_TOKENS ? 1 : 8;
}

/** The messages of a query: the thread it belongs to, as far as it was answered, and the question last. */
export function threadMessages(turns: readonly Turn[], question: Question, earlierTurns: number): Message[] {
  const thread = question.isOnItsOwn ? [] : turns.slice(threadStart(turns));
  const answered = thread.filter((turn) => turn.status === 'finished').slice(-earlierTurns);
  return [
    ...answered.flatMap((turn): Message[] => [
      { role: 'user', content: turn.question.prompt },
      { role: 'assistant', content: turn.result?.text ?? shownText(turn.tokens) },
    ]),
    { role: 'user', content: question.prompt },
  ];
}

function threadStart(turns: readonly Turn[]): number {
  return Math.max(0, turns.findLastIndex((turn) => turn.question.isOnItsOwn));
}
