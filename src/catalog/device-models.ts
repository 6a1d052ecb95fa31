// The models a device can run: what they need, what they cost in time until measured, what was published about them.
import type { PublishedScore } from './published-score.ts';

/** How one backend runs a model. */
export interface BackendVariant {
  readonly dtype: 'q4' | 'q4f16';
  /** Used instead on a GPU without shader-f16. */
  readonly dtypeWithoutF16?: 'q4' | undefined;
  /** External data files beside the .onnx file; 0 = all in one. */
  readonly externalDataChunks: number;
  /** The largest single GPU buffer by dtype; absent where it isn't known. */
  readonly largestBufferBytes?: Readonly<Partial<Record<'q4' | 'q4f16', number>>> | undefined;
}

/** A prior for a rate in tokens per second, and the factor by which it may be off (one standard deviation). */
export interface RatePrior {
  readonly tokensPerSecond: number;
  readonly factor: number;
}

/** A model the device can run. */
export interface DeviceModel {
  readonly id: string;
  readonly label: string;
  /** Repository on the Hugging Face hub; absent for a model that is shipped and served from the page's own origin. */
  readonly repository?: string | undefined;
  /** Branch, tag or commit of the repository. */
  readonly revision?: string | undefined;
  readonly family: 'phi-3' | 'phi-3.5' | 'phi-4';
  readonly parameters: number;
  readonly downloadBytes: number;
  /** GPU or process memory at a short context. */
  readonly memoryBytes: number;
  /** What the weights could read; a policy caps it lower (KV cache: 384 KiB a token in fp16 for Phi-3-mini). */
  readonly contextTokens: number;
  readonly backends: { readonly webgpu?: BackendVariant; readonly wasm?: BackendVariant };
  /** False: it was never run by this project's own tests, and the pages say so. */
  readonly isTestedByUs: boolean;
  readonly prefillPrior: RatePrior;
  readonly decodePrior: RatePrior;
  readonly scores: readonly PublishedScore[];
}

const PHI_3_REPORT = 'Phi-3 Technical Report, arXiv:2404.14219';
const PHI_3_CARD = 'Phi-3-mini-4k-instruct evaluation, Azure AI model catalog';
const PHI_35_CARD = 'Phi-3.5-mini-instruct model card, multilingual table';

const GIGABYTE = 1e9;

/**
 * The token embedding is the largest weight of the 3.8B models: 32,064 tokens × 3,072 (config.json: vocab_size,
 * hidden_size). ONNX Runtime's 4-bit quantiser rewrites matrix products alone, so the embedding keeps the precision of
 * the activations: a computed size, not a measured one. The default limits of WebGPU (128 MiB a binding) hold neither.
 */
const PHI_3_LARGEST_BUFFER = { q4f16: 32_064 * 3072 * 2, q4: 32_064 * 3072 * 4 } as const;

// Decode rates of the 3.8B models: the report's 12 tokens/s on a phone; 12 to 42 reported for laptops in a browser.
const MINI_DECODE: RatePrior = { tokensPerSecond: 12, factor: 2 };
const MINI_PREFILL: RatePrior = { tokensPerSecond: 150, factor: 2 };

/**
 * Every model that `createPhirst({ model })` takes.
 *
 * @example
 * const choices = DEVICE_MODELS.map(({ id, label, downloadBytes }) => ({ id, label, megabytes: downloadBytes / 1e6 }));
 */
export const DEVICE_MODELS: readonly DeviceModel[] = [
  {
    id: 'phi-3-nano',
    label: 'phi-3-nano (2 MB, shipped)',
    family: 'phi-3',
    parameters: 1_967_808,
    downloadBytes: 2_070_000,
    memoryBytes: 60_000_000,
    contextTokens: 1024,
    backends: {
      webgpu: { dtype: 'q4', externalDataChunks: 0 },
      wasm: { dtype: 'q4', externalDataChunks: 0 },
    },
    isTestedByUs: true,
    prefillPrior: { tokensPerSecond: 1000, factor: 3 },
    decodePrior: { tokensPerSecond: 100, factor: 3 },
    scores: [],
  },
  {
    id: 'phi-3-mini-4k',
    label: 'Phi-3-mini 4k',
    repository: 'microsoft/Phi-3-mini-4k-instruct-onnx-web',
    revision: 'main',
    family: 'phi-3',
    parameters: 3_821_079_552,
    downloadBytes: 2.3 * GIGABYTE,
    memoryBytes: 3.5 * GIGABYTE,
    contextTokens: 4096,
    backends: { webgpu: { dtype: 'q4f16', dtypeWithoutF16: 'q4', externalDataChunks: 1, largestBufferBytes: PHI_3_LARGEST_BUFFER } },
    isTestedByUs: false,
    prefillPrior: MINI_PREFILL,
    decodePrior: MINI_DECODE,
    scores: [
      { benchmark: 'MMLU', score: 0.688, protocol: '5-shot', source: PHI_3_REPORT },
      { benchmark: 'MMLU', score: 0.709, protocol: '5-shot', source: PHI_3_CARD },
      { benchmark: 'TriviaQA', score: 0.614, protocol: '5-shot', source: PHI_3_CARD },
      { benchmark: 'GSM8K', score: 0.825, protocol: '8-shot, chain of thought', source: PHI_3_REPORT },
      { benchmark: 'GSM8K', score: 0.857, protocol: '8-shot, chain of thought', source: PHI_3_CARD },
      { benchmark: 'HumanEval', score: 0.585, protocol: '0-shot', source: PHI_3_REPORT },
      { benchmark: 'HumanEval', score: 0.573, protocol: '0-shot', source: PHI_3_CARD },
      { benchmark: 'GPQA', score: 0.306, protocol: '0-shot', source: PHI_3_CARD },
      { benchmark: 'MT-Bench', score: 0.838, protocol: 'GPT-4 as judge', source: PHI_3_REPORT },
      { benchmark: 'Multilingual-MMLU', score: 0.5108, protocol: '5-shot, the 128k variant', source: PHI_35_CARD },
    ],
  },
  {
    id: 'phi-3.5-mini',
    label: 'Phi-3.5-mini',
    repository: 'onnx-community/Phi-3.5-mini-instruct-onnx-web',
    revision: 'main',
    family: 'phi-3.5',
    parameters: 3_821_079_552,
    downloadBytes: 2.16 * GIGABYTE,
    memoryBytes: 3.5 * GIGABYTE,
    contextTokens: 4096,
    backends: { webgpu: { dtype: 'q4f16', externalDataChunks: 1, largestBufferBytes: PHI_3_LARGEST_BUFFER } },
    isTestedByUs: false,
    prefillPrior: MINI_PREFILL,
    decodePrior: MINI_DECODE,
    scores: [{ benchmark: 'Multilingual-MMLU', score: 0.554, protocol: '5-shot', source: PHI_35_CARD }],
  },
  {
    id: 'phi-4-mini',
    label: 'Phi-4-mini',
    repository: 'onnx-community/Phi-4-mini-instruct-ONNX-GQA',
    revision: 'main',
    family: 'phi-4',
    parameters: 3_836_021_760,
    downloadBytes: 2.4 * GIGABYTE,
    memoryBytes: 3.4 * GIGABYTE,
    contextTokens: 4096,
    backends: { webgpu: { dtype: 'q4f16', externalDataChunks: 2 } },
    isTestedByUs: false,
    prefillPrior: MINI_PREFILL,
    decodePrior: MINI_DECODE,
    scores: [{ benchmark: 'MMLU', score: 0.673, protocol: '5-shot', source: 'Phi-4-mini-instruct model card' }],
  },
];

/** The catalog entry, or undefined for a name that isn't in it. */
export function findDeviceModel(id: string): DeviceModel | undefined {
  return DEVICE_MODELS.find((model) => model.id === id);
}
