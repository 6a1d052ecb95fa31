// One loaded model and its tokenizer: a conversation in, tokens with their signals out.
import {
  LogitsProcessorList,
  ones,
  StoppingCriteria,
  Tensor,
  type BaseStreamer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type TextStreamer,
} from '@huggingface/transformers';
import { dropOldestTurns } from '../../../src/query/drop-oldest-turns.ts';
import type { Message } from '../../../src/query/query.ts';
import type { ContextTrimming, EngineToken } from '../engine.ts';
import { createConversationCache, type ConversationCache } from './conversation-cache.ts';
import { createPromptRenderer } from './conversation-prompt.ts';
import { eosTokenIds } from './eos-token-ids.ts';
import { createIncrementalDecoder } from './incremental-decoder.ts';
import { LogitsProbe } from './logits-probe.ts';
import type { Generated } from './messages.ts';
import { prefill } from './prefill.ts';
import { TokenStreamer } from './token-streamer.ts';

/** A prompt longer than this is read in pieces of this size. */
const PREFILL_CHUNK_TOKENS = 256;

export interface HostedGeneration {
  readonly maxTokens: number;
  /** May the conversation be shortened? Without it one that is too long is refused. */
  readonly trimming?: ContextTrimming | undefined;
  readonly onToken: (token: EngineToken) => void;
  /** Asked after each token and between pieces of a long prompt; true ends the generation. */
  readonly isInterrupted: () => boolean;
}

export interface ModelHost {
  /** Greedy decoding. Throws PromptTooLongError, after which the model still works; after any other error it doesn't. */
  generate(messages: readonly Message[], generation: HostedGeneration): Promise<Generated>;
}

/** The prompt and the answer asked for don't fit into what the model can read. */
export class PromptTooLongError extends Error {
  override readonly name = 'PromptTooLongError';
}

/** Stops where the caller says so: generate() itself knows no signal. */
class InterruptCriteria extends StoppingCriteria {
  readonly #isInterrupted: () => boolean;

  constructor(isInterrupted: () => boolean) {
    super();
    this.#isInterrupted = isInterrupted;
  }

  override _call(inputIds: number[][]): boolean[] {
    return inputIds.map(this.#isInterrupted);
  }
}

/**
 * @param contextTokens the most tokens prompt and answer may have together.
 * @param conversation keeps what was read for the next turn; tests pass one that forgets.
 */
export function createModelHost(
  model: PreTrainedModel,
  tokenizer: PreTrainedTokenizer,
  contextTokens: number,
  conversation: ConversationCache = createConversationCache(),
): ModelHost {
  const specialIds = new Set(tokenizer.all_special_ids);
  const eosIds = eosTokenIds(model, tokenizer);
  const decode = (ids: number[]) => tokenizer.decode(ids, { clean_up_tokenization_spaces: false });
  const renderer = createPromptRenderer(tokenizer, eosIds);

  /** The prompt, without the oldest turns where it may and must do without them. */
  function renderWithin(messages: readonly Message[], trimming: ContextTrimming | undefined) {
    let prompt = renderer.render(messages);
    if (trimming === undefined) return { prompt, droppedMessages: 0, readable: contextTokens };
    const readable = Math.min(contextTokens, trimming.contextTokens);
    const { droppedMessages } = dropOldestTurns(messages, (some) => {
      if (some.length < messages.length) prompt = renderer.render(some);
      return prompt.ids.length + trimming.answerTokens <= readable;
    });
    return { prompt, droppedMessages, readable };
  }

  return {
    async generate(messages, { maxTokens: wantedTokens, trimming, onToken, isInterrupted }) {
      const { prompt, droppedMessages, readable } = renderWithin(messages, trimming);
      const { ids } = prompt;
      const promptTokens = ids.length;
      if (promptTokens >= readable) {
        throw new PromptTooLongError(
          `The conversation has ${promptTokens} tokens and leaves no room for an answer in the ${readable} the model can read.`,
        );
      }
      const maxTokens = Math.min(wantedTokens, readable - promptTokens);
      const nothing = { promptTokens, cachedPromptTokens: 0, droppedMessages, outputTokens: 0 };
      if (maxTokens < 1) return { stopReason: 'length', ...nothing };

      const probe = new LogitsProbe();
      const processors = new LogitsProcessorList();
      processors.push(probe);
      const streamer = new TokenStreamer({
        probe,
        decoder: createIncrementalDecoder(decode, specialIds),
        eosIds,
        maxTokens,
        onToken,
      });
      const { cache, cachedTokens: cachedPromptTokens } = await conversation.take(ids);
      try {
        if (promptTokens - cachedPromptTokens > PREFILL_CHUNK_TOKENS) {
          // All but the last token: generate() reads that one itself.
          await prefill(model, ids.slice(0, -1), cache, { chunkTokens: PREFILL_CHUNK_TOKENS, isStopped: isInterrupted });
        }
        if (!isInterrupted()) {
          await model.generate({
            input_ids: new Tensor('int64', BigInt64Array.from(ids), [1, promptTokens]),
            attention_mask: ones([1, promptTokens]),
            past_key_values: cache,
            max_new_tokens: maxTokens,
            do_sample: false,
            repetition_penalty: 1,
            eos_token_id: [...eosIds],
            logits_processor: processors,
            stopping_criteria: [new InterruptCriteria(isInterrupted)],
            // Its declaration asks for a TextStreamer; generate() calls put() and end() only.
            streamer: streamer as BaseStreamer as TextStreamer,
          });
        }
        // Interrupted or not, it holds the beginning of what was read and written.
        renderer.remember(prompt, streamer.outputIds);
        await conversation.keep(cache, [...ids, ...streamer.outputIds]);
      } catch (error) {
        await cache.dispose();
        throw error;
      }
      const outputTokens = streamer.outputIds.length;
      const done = { ...nothing, cachedPromptTokens, outputTokens };
      if (streamer.endedByModel) return { stopReason: 'stop', ...done };
      return { stopReason: outputTokens < maxTokens ? 'interrupted' : 'length', ...done };
    },
  };
}
