// How long an answer may be. Every call to a provider has a limit: it bounds what one request can cost.
import type { ChatRequest } from '../../src/wire/chat-request.ts';

export interface OutputLimit {
  readonly maxTokens: number;
  /** True when it is lower than what was asked for. */
  readonly isLowered: boolean;
}

/**
 * The smaller of the caller's limits, at most the ceiling. More is lowered, not refused: many clients send 4,096 without
 * anybody having chosen it.
 *
 * @example outputLimitOf({ max_tokens: 4096 }, 1024) // { maxTokens: 1024, isLowered: true }
 */
export function outputLimitOf(
  { max_tokens: older, max_completion_tokens: newer }: Pick<ChatRequest, 'max_tokens' | 'max_completion_tokens'>,
  ceiling: number,
): OutputLimit {
  const asked = Math.min(older ?? Infinity, newer ?? Infinity);
  return { maxTokens: Math.min(asked, ceiling), isLowered: asked !== Infinity && asked > ceiling };
}
