// During generation: go on, or hand up now?
import { millisecondsForTokens, type RateModel } from '../budget/rate-model.ts';
import type { Confidence } from '../confidence/confidence.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from './reason.ts';

export interface WatchInput {
  readonly policy: Policy;
  /** Confidence in what was generated so far; undefined for an engine without logits. */
  readonly confidence: Confidence | undefined;
  readonly tokens: number;
  /** True at the last moment at which a hosted model could still finish in time. */
  readonly isLatestLaunch?: boolean | undefined;
  /** Tokens the answer will probably have. */
  readonly expectedOutputTokens: number;
  readonly decodeRate: RateModel;
  /** Why no hosted model may take over; then there is nothing to watch for. */
  readonly escalationBlockedBy: Reason | undefined;
  /** Milliseconds left of the total budget; undefined = unlimited. */
  readonly remainingMs?: number | undefined;
  /** Expected time of the hosted model that would take over. */
  readonly hostedTotalMs?: number | undefined;
  /** Expected quality of that model: below the confidence asked for it changes nothing to hand up. */
  readonly hostedQuality?: number | undefined;
}

export interface WatchDecision {
  readonly action: 'continue' | 'escalate';
  readonly reason: Reason;
}

const CONTINUE: WatchDecision = { action: 'continue', reason: 'device_first' };

/** Cheap enough to be asked at every token. */
export function watchAnswer(input: WatchInput): WatchDecision {
  const { policy, tokens, remainingMs } = input;
  if (input.escalationBlockedBy !== undefined) return CONTINUE;
  // Nothing yet, and it is now or never: a device still reading the prompt tells nothing of when it will be done.
  if (input.isLatestLaunch && tokens === 0) return { action: 'escalate', reason: 'deadline_at_risk' };
  if (tokens < policy.watch.minimumTokens) return CONTINUE;
  const hostedTotalMs = input.hostedTotalMs ?? 0;
  if (remainingMs !== undefined && hostedTotalMs > remainingMs && !input.isLatestLaunch) return CONTINUE;
  const value = input.confidence?.value;
  if (value !== undefined && value < policy.watch.escalateBelow && value < (input.hostedQuality ?? 1)) {
    return { action: 'escalate', reason: 'confidence_collapsed' };
  }
  const tokensLeft = Math.max(0, input.expectedOutputTokens - tokens);
  if (remainingMs !== undefined && millisecondsForTokens(input.decodeRate, tokensLeft, 'median') > remainingMs) {
    return { action: 'escalate', reason: 'deadline_at_risk' };
  }
  return CONTINUE;
}
