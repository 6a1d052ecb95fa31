import type { AnswerResult } from '../../client-sdk/session/answer-part.ts';

type Failure = NonNullable<AnswerResult['failure']>;

const NOT_ASKED = 'No hosted model was asked';

/** How a failure begins where it isn't the hosted model itself that failed. */
const BEGINNINGS: Partial<Record<Failure['code'], string>> = {
  rate_limited: NOT_ASKED,
  spend_cap_reached: NOT_ASKED,
  unauthenticated: NOT_ASKED,
  session_expired: NOT_ASKED,
  forbidden: NOT_ASKED,
  origin_not_allowed: NOT_ASKED,
  router_unreachable: NOT_ASKED,
  router_not_configured: NOT_ASKED,
  provider_not_configured: NOT_ASKED,
  safety_refused: NOT_ASKED,
  deadline_exceeded: 'No hosted answer in time',
};

/** "in 12 seconds", "after 2 minutes", "in a minute". */
const WAIT = /\b(?:in|after) (a|\d+) ?(seconds?|minutes?|s)\b/i;

/**
 * What failed on the way to an answer that stands in for a hosted one, and when to try again if it is told.
 *
 * @example failureSentence({ code: 'provider_unavailable', message: 'It is down.' }) // 'The hosted model failed: It is down.'
 */
export function failureSentence({ code, message }: Failure): string {
  const isLimit = code === 'rate_limited' || code === 'provider_rate_limited';
  const wait = isLimit ? WAIT.exec(message) : null;
  // "Wait and try again." says less than what follows it here.
  const words = wait ? message.replace(/ (?:Wait and try|Try) again[^.]*\.$/, '') : message;
  const again = wait ? ` Try again in ${wait[1]} ${wait[2]}.` : '';
  return `${BEGINNINGS[code] ?? 'The hosted model failed'}: ${words}${again}`;
}
