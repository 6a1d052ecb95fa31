// What our transport adds to a chat message: typed data parts, so that `message.parts` narrows by `part.type`.
import type { UIMessage } from 'ai';
import type { Reason } from '../../../src/route/reason.ts';
import type { AnswerFacts, RouteFacts } from '../answer-facts.ts';

/** `data-route`: where the answer is being made and why; complete (`confidence`, `isUnsure`, costs …) once it is finished. */
export type RouteData = (RouteFacts | AnswerFacts) & {
  /** The reason as a sentence. */
  readonly explanation: string;
};

/** `data-escalation`: the device handed the question up, and the text that follows is the hosted model's. */
export interface EscalationData {
  readonly from: string;
  readonly to: string;
  readonly reason: Reason;
  readonly explanation: string;
  /** What the device had said; empty when it had said nothing. */
  readonly withdrawnText: string;
}

/**
 * `data-draft`: what the device says while it may still be withdrawn. A page may show it while the message has no text
 * part; once it has, the draft either `stands` (its text is that text part's) or was `withdrawn`.
 */
export interface DraftData {
  readonly text: string;
  readonly state: 'streaming' | 'stands' | 'withdrawn';
}

/** `data-modelDownloadProgress`, as browser-ai names it; transient, so it comes by `onData` and stays in no message. */
export interface ModelDownloadProgressData {
  readonly status: 'downloading' | 'complete' | 'unavailable';
  /** 0 to 1. */
  readonly progress: number;
  readonly message: string;
}

// A type, since the AI SDK's generic asks for an index signature, which interfaces don't have.
/** The data parts of a message: `data-route`, `data-escalation` … */
export type PhirstDataParts = {
  route: RouteData;
  escalation: EscalationData;
  draft: DraftData;
  modelDownloadProgress: ModelDownloadProgressData;
};

/** The message type for `useChat<PhirstUIMessage>`. */
export type PhirstUIMessage = UIMessage<unknown, PhirstDataParts>;
