// One loaded model and its tokenizer: a conversation in, tokens with their signals out.
import {
  DynamicCache,
  LogitsProcessorList,
  StoppingCriteria,
  type BaseStreamer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type TextStreamer,
} from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';
import type { EngineToken } from '../engine.ts';
import { eosTokenIds } from './eos-token-ids.ts';
import { controlTokens, escapeMessages } from './escape-template.ts';
import { createIncrementalDecoder } from './incremental-decoder.ts';
import { LogitsProbe } from './logits-probe.ts';
import type { Generated } from './messages.ts';
import { prefill } from './prefill.ts';
import { TokenStreamer } from './token-streamer.ts';

/** A prompt longer than this is read in pieces of this size. */
const PREFILL_CHUNK_TOKENS = 256;

export interface HostedGeneration {
  readonly maxTokens: number;
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

/** @param contextTokens the most tokens prompt and answer may have together. */
export function createModelHost(
  model: PreTrainedModel,
  tokenizer: PreTrainedTokenizer,
  contextTokens: number,
): ModelHost {
  const control = controlTokens(tokenizer);
  const specialIds = new Set(tokenizer.all_special_ids);
  const eosIds = eosTokenIds(model, tokenizer);
  const decode = (ids: number[]) => tokenizer.decode(ids, { clean_up_tokenization_spaces: false });

  return {
    async generate(messages, { maxTokens: wantedTokens, onToken, isInterrupted }) {
      const inputs = tokenizer.apply_chat_template(escapeMessages(messages, control), { add_generation_prompt: true });
      const ids = Array.from(inputs.input_ids.data as BigInt64Array);
      const promptTokens = ids.length;
      if (promptTokens >= contextTokens) {
        throw new PromptTooLongError(
          `The conversation has ${promptTokens} tokens and leaves no room for an answer in the ${contextTokens} the model can read.`,
        );
      }
      const maxTokens = Math.min(wantedTokens, contextTokens - promptTokens);
      if (maxTokens < 1) return { stopReason: 'length', promptTokens, outputTokens: 0 };

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
      const cache = new DynamicCache();
      try {
        if (promptTokens > PREFILL_CHUNK_TOKENS) {
          // All but the last token: generate() reads that one itself.
          await prefill(model, ids.slice(0, -1), cache, { chunkTokens: PREFILL_CHUNK_TOKENS, isStopped: isInterrupted });
        }
        if (isInterrupted()) return { stopReason: 'interrupted', promptTokens, outputTokens: 0 };
        await model.generate({
          ...inputs,
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
      } finally {
        await cache.dispose();
      }
      const { outputTokens } = streamer;
      if (streamer.endedByModel) return { stopReason: 'stop', promptTokens, outputTokens };
      return { stopReason: outputTokens < maxTokens ? 'interrupted' : 'length', promptTokens, outputTokens };
    },
  };
}
