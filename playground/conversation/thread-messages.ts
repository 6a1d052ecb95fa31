import { describeQuery } from '../../src/query/describe-query.ts';
import type { Message } from '../../src/query/query.ts';
import type { LeftOut } from './left-out.ts';
import { mayGoAlong } from './may-go-along.ts';
import { shownText } from './shown-text.ts';
import type { ThreadLimits } from './thread-limits.ts';
import type { Question, Turn } from './turn.ts';

export interface Thread {
  readonly messages: readonly Message[];
  readonly leftOut: LeftOut;
}

/**
 * The messages of a query: the thread it belongs to, as far as it was answered, may go where the question may and fits,
 * and the question last.
 */
export function threadMessages(turns: readonly Turn[], question: Question, limits: ThreadLimits): Thread {
  const thread = question.isOnItsOwn ? [] : turns.slice(threadStart(turns)).filter((turn) => turn.status === 'finished');
  const permitted = thread.filter((turn) => mayGoAlong(turn.question.privacy, question.privacy));
  let kept = permitted.slice(-limits.turns);
  while (kept.length > 0 && promptTokens(kept, question) > limits.promptTokens) kept = kept.slice(1);
  return {
    messages: messagesOf(kept, question),
    leftOut: { asPrivate: thread.length - permitted.length, asTooLong: permitted.length - kept.length },
  };
}

function promptTokens(earlier: readonly Turn[], question: Question): number {
  return describeQuery({ messages: messagesOf(earlier, question), context: question.context ?? [] }).promptTokens;
}

function messagesOf(earlier: readonly Turn[], question: Question): Message[] {
  return [
    ...earlier.flatMap((turn): Message[] => [
      { role: 'user', content: turn.question.prompt },
      { role: 'assistant', content: turn.result?.text ?? shownText(turn.tokens) },
    ]),
    { role: 'user', content: question.prompt },
  ];
}

function threadStart(turns: readonly Turn[]): number {
  return Math.max(0, turns.findLastIndex((turn) => turn.question.isOnItsOwn));
}
