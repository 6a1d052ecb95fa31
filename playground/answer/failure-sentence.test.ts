import { expect, test } from 'vitest';
import { failureSentence } from './failure-sentence.ts';

test.each([
  ['provider_unavailable', 'The provider is down.', 'The hosted model failed: The provider is down.'],
  ['router_unreachable', 'The router could not be reached.', 'No hosted model was asked: The router could not be reached.'],
  ['spend_cap_reached', 'The cap of this month is reached.', 'No hosted model was asked: The cap of this month is reached.'],
  ['session_expired', 'The session has ended.', 'No hosted model was asked: The session has ended.'],
  ['provider_stalled', 'It fell silent.', 'The hosted model failed: It fell silent.'],
  [
    'rate_limited',
    'More than 60 requests in a minute. Wait and try again.',
    'No hosted model was asked: More than 60 requests in a minute. Try again in a minute.',
  ],
  ['provider_rate_limited', 'It is busy. Try again in 12 s.', 'The hosted model failed: It is busy. Try again in 12 s.'],
  ['provider_rate_limited', 'openai is at its rate limit.', 'The hosted model failed: openai is at its rate limit.'],
] as const)('%s: %s', (code, message, sentence) => {
  expect(failureSentence({ code, message })).toBe(sentence);
});
