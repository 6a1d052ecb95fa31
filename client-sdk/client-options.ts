// What createPhirst takes and gives: the contract of the SDK.
import type { Budget, InferenceMode, Message, PrivacyClass } from '../src/query/query.ts';
import type { Calibration } from '../src/calibration/calibration.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { DeviceReport } from './device/device-session.ts';
import type { Backend, Engine, LoadedModel, LoadProgress } from './device/engine.ts';
import type { ClearedCache } from './device/clear-cache.ts';
import type { DeviceVerdict } from './device/judge-device.ts';
import type { SafetyFunction, SafetySettings } from './safety/safety-option.ts';
import type { AuditOption } from './audit/audit-option.ts';
import type { UnitOption } from './deployment/unit-option.ts';
import type { SessionOption } from './edge/session-token.ts';
import type { AnswerPart, AnswerResult } from './session/answer-part.ts';

/** Where the router and the files are, and which model runs. Nothing is required for an app that the router serves. */
export interface PhirstOptions {
  /** Address of the router, `''` or absent for the page's own origin. */
  readonly router?: string | undefined;
  /** Id in the catalog of device models, `phi-3-nano` by default; `phi-3-mini-4k` for the real one. */
  readonly model?: string | undefined;
  /** Where device-worker.js and ort/ are served: `phirst/` below the app's base path, where `npx phirst copy-assets` puts them. */
  readonly assetsUrl?: string | undefined;
  /** Where shipped models are served: `models/` below the app's base path. */
  readonly modelsUrl?: string | undefined;
  /** A caller key, for servers and tests. Never put one into a page: `session` is for that. */
  readonly apiKey?: string | undefined;
  /**
   * Session tokens for a page, minted with the first question that goes to a hosted model: `true` by the router, for pages of
   * its allowed origins; a function asks the app's own backend, which mints with its key.
   *
   * @example createPhirst({ router, session: true })
   * @example createPhirst({ router, session: async () => (await fetch('/my/phirst-session', { method: 'POST' })).json() })
   */
  readonly session?: SessionOption | undefined;
  /**
   * Who is assigned in experiments and rollouts: the app's own id of its user, or a random one. By default a random one that
   * lives as long as this client.
   *
   * What leaves the device: of `{ id }` its keyed hash, HMAC-SHA-256(unit key of the router's deployment, id) in hex, never
   * the id; of `{ keep }` the random id. It goes with a session's minting, or with hosted questions as `x-phirst-unit`.
   * `{ keep: true }` writes it to localStorage, for which an app needs its user's consent; `{ keep: false }` deletes it there.
   * Nothing is sent where the router has deployed nothing, and by an insecure page, which can't hash an `id`.
   *
   * @example createPhirst({ router, unit: { id: user.id } })
   * @example createPhirst({ router, unit: { keep: hasConsent } })
   */
  readonly unit?: UnitOption | undefined;
  /** Variants on demand, for tests and for looking at one: experiment → variant. Marked in every event, and never counted. */
  readonly overrides?: Readonly<Record<string, string>> | undefined;
  /** Used instead of the policy the router serves. */
  readonly policy?: Policy | undefined;
  /** Backends to try, in order; WebGPU then wasm by default, where the model allows both. */
  readonly backends?: readonly Backend[] | undefined;
  /** Accept a software WebGPU adapter: for tests, it is slower than wasm. */
  readonly allowSoftwareAdapter?: boolean | undefined;
  /**
   * What `phirst calibrate` fitted on labels of this model, these weights, this dtype and this kind of device; used for nothing
   * else. Without one that fits, and without one that came with the model, answers say `isCalibrated: false`.
   */
  readonly calibration?: Calibration | undefined;
  /** Removes what must not leave the device. Without it, `redacted` text stays on the device. */
  readonly redact?: ((text: string) => string) | undefined;
  /**
   * Sends the router what became of each query: numbers, names and codes, never a text, and of `device-only` text nothing but
   * counts. Off by default, and off where the browser asks for privacy (`navigator.globalPrivacyControl`).
   */
  readonly events?: boolean | undefined;
  /**
   * With the consent of whoever asks, and with `events`: a share of what the device answered, set by the policy's `audit`, is
   * asked of a hosted model too, within a daily sum, and whether the two agree is told. Off by default; never `device-only`
   * text, nor where the browser is to save data.
   */
  readonly auditSample?: AuditOption | undefined;
  /** Judges questions and the device's answers beside the policy's `safety.rules`; the stricter verdict holds. */
  readonly safety?: SafetyFunction | SafetySettings | undefined;
  /** Makes the engine; replaced in tests. */
  readonly createEngine?: (() => Engine | Promise<Engine>) | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Loading can be shown and stopped. */
export interface PrepareOptions {
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of prepare(): the device can answer, or it can't and hosted models will. */
export type Readiness =
  | { readonly isReady: true; readonly model: string; readonly loaded: LoadedModel; readonly attempts: readonly LoadAttempt[] }
  | {
      readonly isReady: false;
      readonly model: string;
      readonly code: 'device_unsupported' | 'device_failed' | 'model_corrupt';
      /** A sentence for a person. */
      readonly message: string;
      readonly attempts: readonly LoadAttempt[];
    };

/** One backend that was tried, each in a worker of its own. */
export interface LoadAttempt {
  readonly backend: Backend;
  readonly isLoaded: boolean;
  readonly message: string;
}

/** What one question may do and spend. What is left out is the policy’s to say. */
export interface AskOptions {
  readonly mode?: InferenceMode | undefined;
  readonly privacy?: PrivacyClass | undefined;
  readonly budget?: Budget | undefined;
  /** Documents the answer should be drawn from. */
  readonly context?: readonly string[] | undefined;
  readonly maxTokens?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A question, or the conversation so far with the question last. */
export type AskInput = string | readonly Message[];

/**
 * An async iterable of parts; `done` resolves with the result or rejects with the PhirstError of the terminal part.
 * Leaving the iteration early (`break`) stops the answer, unless `done` was asked for or somebody else still reads.
 */
export interface Answer extends AsyncIterable<AnswerPart> {
  readonly id: string;
  readonly done: Promise<AnswerResult>;
}

/** `router`: confirmed by it since this page began. `device`: kept from an earlier visit. `built-in`: neither was there. */
export type PolicyOrigin = 'router' | 'device' | 'built-in';

/** The policy a query is decided by, and where it comes from. */
export interface PolicyReport {
  readonly policy: Policy;
  /** Models of its ladder that the router can call. */
  readonly hostedModelIds: readonly string[];
  readonly origin: 'app' | PolicyOrigin;
  /** Since the router last confirmed it; undefined when it never did. */
  readonly ageMs?: number | undefined;
  /** SHA-256 of its canonical form, by which a deployment names it; undefined for the built-in one and for the app's own. */
  readonly hash?: string | undefined;
  /** The deployment's number; 0 where the router has deployed nothing, or was never asked. */
  readonly sequence: number;
  /** Which variant this client has; undefined where no experiment takes it. */
  readonly assignment?: { readonly experiment: string; readonly variant: string; readonly isOverride: boolean } | undefined;
  /** Who is assigned, as the router calls it; undefined where nobody is. */
  readonly unit?: string | undefined;
}

/** A client: one model on this device, one router, one policy at a time. */
export interface Phirst {
  /**
   * Can this device run the model, how large is it, is it here already? Downloads nothing, so that a page can offer it:
   *
   * @example
   * const { verdict, downloadBytes, isCached, reasons } = await phirst.capability();
   * if (verdict === 'refused') note.textContent = reasons.map(({ message }) => message).join(' ');
   * else button.textContent = isCached ? 'Answer on this device' : `Download ${Math.round(downloadBytes / 1e6)} MB`;
   */
  capability(): Promise<DeviceVerdict>;
  /** Loads the model onto the device. Never throws for a device that can't: hosted models answer then. */
  prepare(options?: PrepareOptions): Promise<Readiness>;
  ask(input: AskInput, options?: AskOptions): Answer;
  /** The policy in force, where it comes from and how old it is; asks the router, and keeps the last good one without it. */
  policy(): Promise<PolicyReport>;
  /** What a person thought of an answer, by its id: good, bad, or from 0 to 1. False when events are off. */
  feedback(id: string, rating: 'good' | 'bad' | number): boolean;
  /** A number of the app's own about an answer: `track(answer.id, 'copied', 1)`. False when events are off. */
  track(id: string, metric: string, value: number): boolean;
  /** Replaces the policy for the next queries: what a page with sliders calls. Undefined goes back to the router's. */
  usePolicy(policy: Policy | undefined): void;
  /** What the device is doing, and what it broke of last. */
  device(): DeviceReport;
  /** Deletes what Phirst keeps on this device, of all models. One that is loaded goes on answering. */
  clearCache(): Promise<ClearedCache>;
  dispose(): void;
}
