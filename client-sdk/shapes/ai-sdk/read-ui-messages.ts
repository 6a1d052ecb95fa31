// A chat's messages → Phirst's. Text parts hold only text that stands, so nothing withdrawn is ever asked again.
import type { UIMessage } from 'ai';
import { PhirstError } from '../../../src/errors/phirst-error.ts';
import type { Message } from '../../../src/query/query.ts';

/** Parts beside an answer, not of it. */
const BESIDE: readonly string[] = ['step-start', 'reasoning', 'custom', 'source-url', 'source-document'];

/** Throws a PhirstError that names a part which can't be answered: a file, a tool's result. */
export function readUiMessages(messages: readonly UIMessage[]): readonly Message[] {
  const turns = messages.map(({ role, parts }, index): Message => {
    const texts = parts.flatMap((part, at) => {
      if (part.type === 'text') return [part.text];
      if (BESIDE.includes(part.type) || part.type.startsWith('data-')) return [];
      const param = `messages.${index}.parts.${at}`;
      throw new PhirstError('invalid_request', `${param} is of type ${part.type}: only text can be answered.`, { param });
    });
    return { role, content: texts.join('\n') };
  });
  // An answer that failed before its first word left a message without any.
  return turns.filter(({ role, content }) => role !== 'assistant' || content !== '');
}
