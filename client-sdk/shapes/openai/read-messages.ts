// OpenAI's messages → Phirst's. What has no text, or came from a tool, is refused by its path.
import { PhirstError } from '../../../src/errors/phirst-error.ts';
import type { Message } from '../../../src/query/query.ts';
import type { ChatMessageParam } from './chat-completion.ts';

const ROLES: Readonly<Record<string, Message['role']>> = { system: 'system', developer: 'system', user: 'user', assistant: 'assistant' };
const READ: readonly string[] = ['role', 'content'];

export function readMessages(messages: readonly ChatMessageParam[]): readonly Message[] {
  if (!Array.isArray(messages)) throw invalid('messages', 'must be a list of messages');
  return messages.map((message: ChatMessageParam, index) => {
    const path = `messages.${index}`;
    const role = ROLES[message?.role];
    if (role === undefined) throw invalid(`${path}.role`, 'must be system, developer, user or assistant: a routed answer has no tools');
    for (const [name, value] of Object.entries(message)) {
      // An earlier answer sent back as it came carries empty fields of these names.
      const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
      if (!READ.includes(name) && !isEmpty) throw invalid(`${path}.${name}`, 'has no place in a routed answer, which reads text alone');
    }
    return { role, content: readContent(message.content, `${path}.content`) };
  });
}

function readContent(content: ChatMessageParam['content'], path: string): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw invalid(path, 'must be a text or a list of text parts');
  const texts = content.map((part: { readonly type: string; readonly text?: unknown }, index) => {
    if (part?.type !== 'text' || typeof part.text !== 'string') throw invalid(`${path}.${index}.type`, 'must be text: neither images, sounds nor files can be answered');
    return part.text;
  });
  // As the router joins them.
  return texts.join('\n');
}

function invalid(param: string, message: string): PhirstError {
  return new PhirstError('invalid_request', `${param} ${message}.`, { param });
}
