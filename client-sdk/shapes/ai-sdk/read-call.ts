// A call of the AI SDK → what to ask, with a warning for each setting that reaches no model.
import { UnsupportedFunctionalityError, type LanguageModelV4CallOptions, type SharedV4Warning } from '@ai-sdk/provider';
import type { Message } from '../../../src/query/query.ts';
import type { AskOptions } from '../../client-options.ts';
import { readAskSettings, type AskSettings } from '../ask-settings.ts';
import { readPrompt } from './read-prompt.ts';

export interface ModelCall {
  readonly messages: readonly Message[];
  readonly askOptions: AskOptions;
  readonly warnings: SharedV4Warning[];
}

/** The answer is still one to the question without them. */
const WITHOUT_EFFECT = ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'seed', 'stopSequences'] as const;

/** Throws UnsupportedFunctionalityError where leaving something out would make another answer of it. */
export function readCall(options: LanguageModelV4CallOptions, settings: AskSettings): ModelCall {
  const { prompt, tools, toolChoice, responseFormat, reasoning, maxOutputTokens, providerOptions } = options;
  if (tools !== undefined && tools.length > 0 && toolChoice?.type !== 'none') {
    throw new UnsupportedFunctionalityError({ functionality: 'tools', message: 'Phirst answers text with text: call a hosted model through the router for tools.' });
  }
  if (responseFormat?.type === 'json') {
    throw new UnsupportedFunctionalityError({ functionality: 'JSON response format', message: 'Phirst cannot hold an answer to a schema: call a hosted model through the router for that.' });
  }
  const { messages, warnings } = readPrompt(prompt);
  const unread: SharedV4Warning[] = WITHOUT_EFFECT.filter((name) => options[name] !== undefined && !isEmpty(options[name])).map((feature) => ({
    type: 'unsupported',
    feature,
    details: 'It reaches no model: the device decodes greedily, and hosted models use their own defaults.',
  }));
  if (reasoning !== undefined && reasoning !== 'provider-default' && reasoning !== 'none') unread.push({ type: 'unsupported', feature: 'reasoning' });
  return {
    messages,
    askOptions: {
      ...settings,
      ...readAskSettings(providerOptions?.['phirst'], 'providerOptions.phirst'),
      ...(maxOutputTokens !== undefined && { maxTokens: maxOutputTokens }),
      ...(options.abortSignal && { signal: options.abortSignal }),
    },
    warnings: [...warnings, ...unread],
  };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
