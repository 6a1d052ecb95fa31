// The AI SDK's prompt → Phirst's messages. Text is read; what a routed answer can't take in is refused by name.
import { UnsupportedFunctionalityError, type LanguageModelV4Prompt, type SharedV4Warning } from '@ai-sdk/provider';
import type { Message } from '../../../src/query/query.ts';

export interface PromptReading {
  readonly messages: readonly Message[];
  readonly warnings: readonly SharedV4Warning[];
}

export function readPrompt(prompt: LanguageModelV4Prompt): PromptReading {
  const warnings: SharedV4Warning[] = [];
  const messages = prompt.map((message): Message => {
    if (message.role === 'system') return { role: 'system', content: message.content };
    if (message.role === 'tool') throw unsupported('tool results');
    const texts = message.content.flatMap((part) => {
      if (part.type === 'text') return [part.text];
      // What a model thought or noted beside an earlier answer is not part of that answer.
      if (part.type !== 'reasoning' && part.type !== 'custom') throw unsupported(`${part.type} parts`);
      warnings.push({ type: 'unsupported', feature: `${part.type} parts`, details: 'Left out: only text is read.' });
      return [];
    });
    return { role: message.role, content: texts.join('\n') };
  });
  return { messages, warnings };
}

function unsupported(functionality: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({ functionality, message: `Phirst answers text with text: ${functionality} are not supported.` });
}
