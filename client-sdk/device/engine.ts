// What runs a model on the device. Every implementation honours this contract (test/contracts/engine.ts runs it).
import type { Calibration } from '../../src/calibration/calibration.ts';
import type { Message } from '../../src/query/query.ts';
import type { TokenSignal } from '../../src/confidence/token-signal.ts';

/** How the model is run. `scripted` exists for tests only. */
export type Backend = 'webgpu' | 'wasm' | 'scripted';

/** One report of loading; `ratio` never falls and ends at 1. */
export interface LoadProgress {
  readonly phase: 'probing' | 'downloading' | 'starting' | 'warming_up' | 'ready';
  /** 0 to 1 over everything there is to do. */
  readonly ratio: number;
  readonly loadedBytes: number;
  /** 0 while unknown. */
  readonly totalBytes: number;
}

export interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

export interface LoadedModel {
  readonly backend: Backend;
  readonly dtype: string;
  /** Measured during the warm-up, tokens per second; undefined where too little was run to tell. */
  readonly decodeTokensPerSecond?: number | undefined;
  /** Undefined for an engine that downloads nothing by itself. */
  readonly files?: LoadedFiles | undefined;
  /** Which weights these are: their SHA-256, by which a calibration is recognised. Undefined where nobody tells. */
  readonly revision?: string | undefined;
  /** What was fitted on labels of this model, where it came with it (calibration.json in its folder). */
  readonly calibration?: Calibration | undefined;
  /** How many tokens the model knows; undefined where the engine can't see logits. */
  readonly vocabularySize?: number | undefined;
}

/** What became of the files a model was loaded from. */
export interface LoadedFiles {
  /** `verified`: each was held against a hash from the manifest or the hub. `unverified`: nobody publishes any. */
  readonly verification: 'verified' | 'unverified';
  /** `kept`: the next start works offline. `not_kept`: this browser gave no room, and the next start downloads again. */
  readonly storage: 'kept' | 'not_kept';
  /** Bytes that came over the network for this start. */
  readonly downloadedBytes: number;
  /** Bytes that were here from earlier. */
  readonly resumedBytes: number;
}

/** One generated token. `text` is what it adds to the visible answer: it may be empty (special tokens, half a character). */
export interface EngineToken {
  readonly text: string;
  /** Absent where the engine can't see logits: the answer then has no confidence. */
  readonly signal?: TokenSignal | undefined;
}

export type StopReason = 'stop' | 'length' | 'interrupted';

export interface GenerationResult {
  readonly stopReason: StopReason;
  readonly promptTokens: number;
  /** How many of them the engine still had from the conversation before, and didn't read again. */
  readonly cachedPromptTokens?: number | undefined;
  /** How many messages the engine left out by the trimming rule. */
  readonly droppedMessages?: number | undefined;
  readonly outputTokens: number;
  /** Milliseconds from the call to the first token, and to the last. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

/** Leave to drop the oldest turns of a conversation that is too long (src/query/drop-oldest-turns.ts). */
export interface ContextTrimming {
  readonly rule: 'drop-oldest-turns';
  /** What prompt and answer may have together, where the model could read more. */
  readonly contextTokens: number;
  /** Room to be kept for the answer. */
  readonly answerTokens: number;
}

export interface GenerateOptions {
  readonly maxTokens: number;
  readonly trimming?: ContextTrimming | undefined;
  /** Called for each token in order, before the result. */
  readonly onToken: (token: EngineToken) => void;
  /** Ends the generation as soon as the engine can; the result then says `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What runs a model: an app may bring its own with `createEngine`. */
export interface Engine {
  /** Downloads and starts the model. Throws a PhirstError with the code `device_unsupported`, `device_failed` or `aborted`. */
  load(options?: LoadOptions): Promise<LoadedModel>;
  /** Answers the conversation. One at a time. Throws a PhirstError with the code of what broke (device-fault.ts); the engine is broken then. */
  generate(messages: readonly Message[], options: GenerateOptions): Promise<GenerationResult>;
  /** Frees the worker and the GPU. The engine can't be used again. */
  dispose(): void;
}
