// During generation: go on, hand up now, or go on without watching any more?
import { millisecondsForTokens, type RateModel } from '../budget/rate-model.ts';
import type { Confidence } from '../confidence/confidence.ts';
import { settle } from '../numerics/settle.ts';
import type { Policy } from '../policy/policy.ts';
import type { AcceptanceBar } from './acceptance-bar.ts';
import type { Reason } from './reason.ts';

export interface WatchInput {
  readonly policy: Policy;
  /** Confidence in what was generated so far; undefined for an engine without logits. */
  readonly confidence: Confidence | undefined;
  /** P(wrong) as fitted on unfinished answers; undefined where none were fitted. It stands in for the confidence then. */
  readonly riskMidway?: number | undefined;
  /** What the finished answer will be held against. */
  readonly bar?: AcceptanceBar | undefined;
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
  /** `stop`: nothing that may still come can hand this answer up midway, so nobody need ask again. */
  readonly action: 'continue' | 'escalate' | 'stop';
  readonly reason: Reason;
}

const CONTINUE: WatchDecision = { action: 'continue', reason: 'device_first' };
const STOP: WatchDecision = { action: 'stop', reason: 'device_first' };

/** Cheap enough to be asked at every token. */
export function watchAnswer(input: WatchInput): WatchDecision {
  const { policy, tokens, remainingMs } = input;
  if (input.escalationBlockedBy !== undefined) return STOP;
  // Nothing yet, and it is now or never: a device still reading the prompt tells nothing of when it will be done.
  if (input.isLatestLaunch && tokens === 0) return { action: 'escalate', reason: 'deadline_at_risk' };
  const hostedTotalMs = input.hostedTotalMs ?? 0;
  // Time only ever runs out.
  if (remainingMs !== undefined && settle(hostedTotalMs) > settle(remainingMs) && !input.isLatestLaunch) return STOP;
  if (tokens < policy.watch.minimumTokens) return CONTINUE;
  if (isCollapsed(input)) return { action: 'escalate', reason: 'confidence_collapsed' };
  const tokensLeft = Math.max(0, input.expectedOutputTokens - tokens);
  if (remainingMs !== undefined && settle(millisecondsForTokens(input.decodeRate, tokensLeft, 'median')) > settle(remainingMs)) {
    return { action: 'escalate', reason: 'deadline_at_risk' };
  }
  return remainingMs === undefined && isKeptAnyway(input) ? STOP : CONTINUE;
}

function isCollapsed({ policy, confidence, riskMidway, bar, hostedQuality = 1 }: WatchInput): boolean {
  if (riskMidway !== undefined && bar) {
    const isWorthIt = policy.accept.promise !== undefined || settle(1 - riskMidway) < settle(hostedQuality);
    return isWorthIt && !bar.isReached(1 - riskMidway);
  }
  if (confidence === undefined) return false;
  const value = settle(confidence.value);
  return value < policy.watch.escalateBelow && value < settle(hostedQuality);
}

/** However unsure it became, the finished answer would be kept. */
function isKeptAnyway({ policy, riskMidway, bar, hostedQuality = 1 }: WatchInput): boolean {
  if (hostedQuality <= 0) return true;
  return bar !== undefined && riskMidway !== undefined ? bar.isReached(0) : policy.watch.escalateBelow <= 0;
}
