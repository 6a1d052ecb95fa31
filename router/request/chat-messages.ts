// OpenAI's messages, which may hold parts, tools' results and nulls, as the plain text the description reads.
import type { Message } from '../../src/query/query.ts';
import type { ChatRequestMessage } from '../../src/wire/chat-request.ts';

/** What src/query describes: the conversation, and the material that stands beside it. */
export interface PlainConversation {
  readonly messages: readonly Message[];
  /** What tools returned or the app supplied: material to answer from, not something the user said. */
  readonly context: readonly string[];
}

/**
 * @param contextMessages how many of the first messages are supplied material (the SDK's `context`).
 * @example
 * plainConversation([{ role: 'developer', content: 'Be brief.' }]).messages[0].role; // 'system'
 */
export function plainConversation(messages: readonly ChatRequestMessage[], contextMessages = 0): PlainConversation {
  const turns: Message[] = [];
  const context: string[] = [];
  for (const [index, { role, content }] of messages.entries()) {
    const text = textOf(content);
    if (index < contextMessages || role === 'tool' || role === 'function') context.push(text);
    else turns.push({ role: role === 'developer' ? 'system' : role, content: text });
  }
  return { messages: turns, context };
}

function textOf(content: ChatRequestMessage['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text).join('\n');
}
