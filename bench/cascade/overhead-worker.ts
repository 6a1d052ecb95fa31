// Runs in a worker of the page: the same model, the same prompt, decoded in turns by plain transformers.js and with the probe.
import { AutoModelForCausalLM, AutoTokenizer, env, LogitsProcessorList } from '@huggingface/transformers';
import { LogitsProbe } from '../../client-sdk/device/worker/logits-probe.ts';
import { prepareOnnxRuntime } from '../../client-sdk/device/worker/onnx-runtime.ts';

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

  const rates = { plain: [] as number[], withProbe: [] as number[] };
  await plain();
  await withProbe();
  for (let round = 0; round < request.rounds; round++) {
    // The order alternates, so that a drifting machine favours neither.
    if (round % 2 === 0) rates.plain.push(await plain());
    rates.withProbe.push(await withProbe());
    if (round % 2 === 1) rates.plain.push(await plain());
  }
  return rates;
}

self.addEventListener('message', ({ data }: MessageEvent<OverheadRequest>) => {
  measure(data).then(
    (measurement) => self.postMessage({ measurement }),
    (error: unknown) => self.postMessage({ failure: String(error) }),
  );
});
