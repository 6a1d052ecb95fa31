// Every message between the page and the device worker. Each request carries an id, and its answers carry the same.
import type { Message } from '../../../src/query/query.ts';
import type { ContextTrimming, EngineToken, LoadedModel, LoadProgress, StopReason } from '../engine.ts';
import type { FileSource } from '../files/file-source.ts';

/** All the worker needs to start one model in one way. */
export interface LoadSettings {
  /** Of the model's files. */
  readonly source: FileSource;
  /** Absolute, ends in a slash: `ort/` lies below it. */
  readonly assetsUrl: string;
  readonly backend: 'webgpu' | 'wasm';
  readonly dtype: 'q4' | 'q4f16';
  readonly externalDataChunks: number;
  readonly leaveOutSubgroups: boolean;
  readonly contextTokens: number;
  /** What the catalog says of the model's files, for the progress before their true sizes are known. */
  readonly expectedBytes: number;
}

export interface LoadRequest {
  readonly type: 'load';
  readonly id: number;
  readonly settings: LoadSettings;
}

export interface GenerateRequest {
  readonly type: 'generate';
  readonly id: number;
  readonly messages: readonly Message[];
  readonly maxTokens: number;
  readonly trimming?: ContextTrimming | undefined;
}

/** Ends the generation with that id; it still answers with `generated`. */
export interface InterruptRequest {
  readonly type: 'interrupt';
  readonly id: number;
}

export type PageMessage = LoadRequest | GenerateRequest | InterruptRequest;

export interface ProgressReport {
  readonly type: 'progress';
  readonly id: number;
  readonly progress: LoadProgress;
}

export interface LoadedReport {
  readonly type: 'loaded';
  readonly id: number;
  readonly loaded: LoadedModel;
}

export interface TokenReport {
  readonly type: 'token';
  readonly id: number;
  readonly token: EngineToken;
}

/** What the worker knows of a finished generation; the page adds the times, which include its own waiting. */
export interface Generated {
  readonly stopReason: StopReason;
  readonly promptTokens: number;
  readonly cachedPromptTokens: number;
  readonly droppedMessages: number;
  readonly outputTokens: number;
}

export interface GeneratedReport {
  readonly type: 'generated';
  readonly id: number;
  readonly generated: Generated;
}

/** One request failed. Where `isUsable`, the model still answers others. */
export interface FailedReport {
  readonly type: 'failed';
  readonly id: number;
  readonly message: string;
  readonly isUsable: boolean;
  /** Where more is known than that it failed. */
  readonly code?: 'model_corrupt' | undefined;
}

/** The worker is of no use any more: the GPU is lost or reported an error that corrupts what it computes. */
export interface FatalReport {
  readonly type: 'fatal';
  readonly message: string;
}

export type WorkerMessage =
  | ProgressReport
  | LoadedReport
  | TokenReport
  | GeneratedReport
  | FailedReport
  | FatalReport;
