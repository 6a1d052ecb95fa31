// A LanguageModelV4 that is the router: every call is a question that the device or a hosted model answers.
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { Phirst } from '../../client-options.ts';
import { answerFacts } from '../answer-facts.ts';
import type { AskSettings } from '../ask-settings.ts';
import { isDeviceFinal, standingText } from '../standing-text.ts';
import { toCallError } from './call-error.ts';
import { asMetadata, modelFinishReason, modelUsage } from './model-metadata.ts';
import { modelStreamParts } from './model-stream-parts.ts';
import { readCall } from './read-call.ts';
import { streamOf } from './stream-of.ts';

export function createPhirstModel(phirst: Phirst, settings: AskSettings): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'phirst',
    modelId: 'auto',
    supportedUrls: {},

    async doGenerate(options) {
      const timestamp = new Date();
      try {
        const { messages, askOptions, warnings } = readCall(options, settings);
        const result = await phirst.ask(messages, askOptions).done;
        return {
          content: [{ type: 'text', text: result.text }],
          finishReason: modelFinishReason(result),
          usage: modelUsage(result),
          providerMetadata: asMetadata(answerFacts(result)),
          response: { id: result.id, modelId: result.model, timestamp },
          warnings,
        };
      } catch (error) {
        throw toCallError(error, options.abortSignal);
      }
    },

    async doStream(options) {
      const signal = options.abortSignal;
      const cancelled = new AbortController();
      const startedAt = new Date();
      try {
        const { messages, askOptions, warnings } = readCall(options, settings);
        const answer = phirst.ask(messages, { ...askOptions, signal: signal ? AbortSignal.any([signal, cancelled.signal]) : cancelled.signal });
        const parts = modelStreamParts(standingText(answer, isDeviceFinal(askOptions)), { id: answer.id, startedAt, warnings, signal });
        const taken = await untilText(parts);
        return { stream: streamOf(taken, parts, () => cancelled.abort()) };
      } catch (error) {
        throw toCallError(error, signal);
      }
    },
  };
}

/** What fails before the first text fails the call itself: only then does the AI SDK try again what can be retried. */
async function untilText(parts: AsyncGenerator<LanguageModelV4StreamPart, void, undefined>): Promise<LanguageModelV4StreamPart[]> {
  const taken: LanguageModelV4StreamPart[] = [];
  for (;;) {
    const { done, value } = await parts.next();
    if (done) return taken;
    if (value.type === 'error') throw value.error;
    taken.push(value);
    if (value.type !== 'stream-start') return taken;
  }
}
