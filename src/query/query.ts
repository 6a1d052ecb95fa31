// One question as the decision sees it: what is asked, under which privacy class, with what to spend.

/** One turn of the conversation. `content` is plain text. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export const INFERENCE_MODES = ['prefer_on_device', 'only_on_device', 'prefer_in_cloud', 'only_in_cloud'] as const;
/** Where the app wants the answer to come from; Firebase AI Logic's four names. */
export type InferenceMode = (typeof INFERENCE_MODES)[number];

export const PRIVACY_CLASSES = ['any', 'redacted', 'device-only'] as const;
/**
 * What may leave the device: `any` text; `redacted` text only (after the app's own redaction);
 * or nothing (`device-only`).
 */
export type PrivacyClass = (typeof PRIVACY_CLASSES)[number];

/** What one query may spend. An absent part is unlimited. */
export interface Budget {
  /** Milliseconds until the first visible token. */
  readonly firstTokenMs?: number | undefined;
  /** Milliseconds until the last token. */
  readonly totalMs?: number | undefined;
  /** Millionths of a US dollar for hosted models. */
  readonly costMicroUsd?: number | undefined;
}

export interface Query {
  readonly messages: readonly Message[];
  /** Documents the answer should be drawn from (retrieval, a page, a file). */
  readonly context: readonly string[];
  readonly mode: InferenceMode;
  readonly privacy: PrivacyClass;
  readonly budget: Budget;
  /** The most tokens the answer may have; absent = the policy's maximum. */
  readonly maxTokens?: number | undefined;
}
