// How `flaky` fails: decided by the question, so that a test picks the fault it wants by what it asks.
import { questionFraction } from './question-fraction.ts';

export type Fault = 'error' | 'rate_limit' | 'cut';

/** One question in six each; undefined for the other half. */
export function faultOf(question: string): Fault | undefined {
  const fraction = questionFraction(question, 'fault');
  if (fraction < 1 / 6) return 'error';
  if (fraction < 2 / 6) return 'rate_limit';
  return fraction < 3 / 6 ? 'cut' : undefined;
}

/** The response of a fault that comes before any answer; undefined for `cut`, which comes in its midst. */
export function faultResponse(fault: Fault): Response | undefined {
  if (fault === 'cut') return undefined;
  const isLimit = fault === 'rate_limit';
  const error = {
    message: isLimit ? 'The reference host pretends to be at its rate limit.' : 'The reference host pretends to have failed.',
    type: isLimit ? 'requests' : 'server_error',
    param: null,
    code: isLimit ? 'rate_limit_exceeded' : 'server_error',
  };
  return Response.json({ error }, { status: isLimit ? 429 : 500, headers: isLimit ? { 'retry-after': '2' } : {} });
}
