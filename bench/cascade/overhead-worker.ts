// Runs in a worker of the page: the same model, the same prompt, decoded in turns by plain transformers.js, with the probe
// alone, and by the whole engine, which also streams each token and can be interrupted between any two.
import {
  AutoModelForCausalLM,
  AutoTokenizer,
  env,
  LogitsProcessorList,
  type BaseStreamer,
  type TextStreamer,
} from '@huggingface/transformers';
import { answerInWorker } from '../browser/answer-in-worker.ts';
import { createIncrementalDecoder } from '../../client-sdk/device/worker/incremental-decoder.ts';
import { LogitsProbe } from '../../client-sdk/device/worker/logits-probe.ts';
import { prepareOnnxRuntime } from '../../client-sdk/device/worker/onnx-runtime.ts';
import { TokenStreamer } from '../../client-sdk/device/worker/token-streamer.ts';
import { yieldBetweenSteps } from '../../client-sdk/device/worker/yield-between-steps.ts';

export interface OverheadRequest {
  readonly assetsUrl: string;
  readonly modelsUrl: string;
  readonly model: string;
  readonly rounds: number;
  readonly tokens: number;
}

/** Tokens per second of each round, in the order they were run. */
export interface OverheadMeasurement {
  readonly plain: readonly number[];
  readonly withProbe: readonly number[];
  readonly wholeEngine: readonly number[];
}

async function measure(request: OverheadRequest): Promise<OverheadMeasurement> {
  await prepareOnnxRuntime(request.assetsUrl, 'ort-wasm-simd-threaded', () => {});
  env.allowLocalModels = false;
  env.remoteHost = request.modelsUrl;
  env.remotePathTemplate = '{model}/';
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const tokenizer = await AutoTokenizer.from_pretrained(request.model);
  const model = await AutoModelForCausalLM.from_pretrained(request.model, { device: 'wasm', dtype: 'q4' });
  const inputs = tokenizer.apply_chat_template([{ role: 'user', content: 'Hello' }], { add_generation_prompt: true }) as object;

  const decode = async (processors: LogitsProcessorList): Promise<number> => {
    const startedAt = performance.now();
    // No end-of-sequence id: every round writes the same number of tokens.
    await model.generate({ ...inputs, max_new_tokens: request.tokens, do_sample: false, eos_token_id: -1, logits_processor: processors });
    return (request.tokens * 1000) / (performance.now() - startedAt);
  };
  const withProbe = () => {
    const processors = new LogitsProcessorList();
    processors.push(new LogitsProbe());
    return decode(processors);
  };
  const plain = () => decode(new LogitsProcessorList());

  // What the engine does around each step: its model lets the page be heard between two, and each token is streamed.
  const ownModel = await AutoModelForCausalLM.from_pretrained(request.model, { device: 'wasm', dtype: 'q4' });
  yieldBetweenSteps(ownModel);
  const specialIds = new Set(tokenizer.all_special_ids);
  const decodeIds = (ids: number[]) => tokenizer.decode(ids, { clean_up_tokenization_spaces: false });
  const wholeEngine = async () => {
    const probe = new LogitsProbe();
    const processors = new LogitsProcessorList();
    processors.push(probe);
    const streamer = new TokenStreamer({
      probe,
      decoder: createIncrementalDecoder(decodeIds, specialIds),
      eosIds: new Set(),
      maxTokens: request.tokens,
      onToken: (token) => self.postMessage({ token }),
    });
    const startedAt = performance.now();
    await ownModel.generate({
      ...inputs,
      max_new_tokens: request.tokens,
      do_sample: false,
      eos_token_id: -1,
      logits_processor: processors,
      // Its declaration asks for a TextStreamer; generate() calls put() and end() only.
      streamer: streamer as BaseStreamer as TextStreamer,
    });
    return (request.tokens * 1000) / (performance.now() - startedAt);
  };

  const ways = { plain, withProbe, wholeEngine };
  const rates: Record<keyof typeof ways, number[]> = { plain: [], withProbe: [], wholeEngine: [] };
  const names = Object.keys(ways) as (keyof typeof ways)[];
  for (const name of names) await ways[name]();
  for (let round = 0; round < request.rounds; round++) {
    // The order rotates, so that a drifting machine favours none.
    for (let step = 0; step < names.length; step++) {
      const name = names[(round + step) % names.length] ?? 'plain';
      rates[name].push(await ways[name]());
    }
  }
  return rates;
}

answerInWorker(measure);
