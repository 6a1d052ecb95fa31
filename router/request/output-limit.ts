// How long an answer may be. Every call to a provider has a limit: it bounds what one request can cost.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { ChatRequest } from '../../src/wire/chat-request.ts';

const FIELDS = ['max_tokens', 'max_completion_tokens'] as const;

/**
 * The smaller of the caller's limits, the ceiling without one. Throws `invalid_request` above the ceiling: a shorter
 * answer than was asked for would come as a surprise.
 *
 * @example outputLimitOf({ max_tokens: 20, … }, 1024) // 20
 */
export function outputLimitOf(request: Pick<ChatRequest, (typeof FIELDS)[number]>, ceiling: number): number {
  let limit = ceiling;
  for (const field of FIELDS) {
    const asked = request[field] ?? ceiling;
    if (asked > ceiling) {
      const message = `${field}: at most ${ceiling}, the policy's hosted.maximumOutputTokens, not ${asked}`;
      throw new PhirstError('invalid_request', message, { param: field });
    }
    limit = Math.min(limit, asked);
  }
  return limit;
}
