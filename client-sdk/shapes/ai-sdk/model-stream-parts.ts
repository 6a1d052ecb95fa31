// An answer's events → the AI SDK's stream parts: stream-start, response-metadata, one text block, then finish or error.
import type { LanguageModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider';
import { answerFacts, routeFacts } from '../answer-facts.ts';
import type { StandingEvent } from '../standing-text.ts';
import type { RoutePart } from '../../session/answer-part.ts';
import { toCallError } from './call-error.ts';
import { asMetadata, modelFinishReason, modelUsage } from './model-metadata.ts';

export interface StreamPartsInput {
  readonly id: string;
  readonly startedAt: Date;
  readonly warnings: SharedV4Warning[];
  readonly signal: AbortSignal | undefined;
}

const TEXT_ID = 'answer';

/** Ends in exactly one `finish` or `error`; an abort throws the signal's reason instead. */
export async function* modelStreamParts(
  events: AsyncIterable<StandingEvent>,
  { id, startedAt, warnings, signal }: StreamPartsInput,
): AsyncGenerator<LanguageModelV4StreamPart, void, undefined> {
  let route: RoutePart | undefined;
  let isTextOpen = false;
  yield { type: 'stream-start', warnings };
  try {
    for await (const event of events) {
      switch (event.type) {
        case 'route':
          route = event;
          break;
        case 'text':
          if (!isTextOpen) {
            isTextOpen = true;
            yield { type: 'response-metadata', id, modelId: route?.model ?? 'auto', timestamp: startedAt };
            yield { type: 'text-start', id: TEXT_ID, ...(route && { providerMetadata: asMetadata(routeFacts(route)) }) };
          }
          yield { type: 'text-delta', id: TEXT_ID, delta: event.text };
          break;
        case 'finish': {
          const providerMetadata = asMetadata(answerFacts(event.result));
          if (isTextOpen) yield { type: 'text-end', id: TEXT_ID, providerMetadata };
          else yield { type: 'response-metadata', id, modelId: event.result.model, timestamp: startedAt };
          isTextOpen = false;
          yield { type: 'finish', finishReason: modelFinishReason(event.result), usage: modelUsage(event.result), providerMetadata };
        }
      }
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (isTextOpen) yield { type: 'text-end', id: TEXT_ID };
    yield { type: 'error', error: toCallError(error, signal) };
  }
}
