// A provider's refusal → our error: whose fault it is, whether trying again helps, and the provider's own words where
// they are about the caller's request.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { retryAfterMs } from '../../src/wire/retry-after.ts';
import { RetryLaterError } from '../retry-later-error.ts';
import { readProviderWords } from './provider-words.ts';

export interface RefusedCall {
  /** The provider's. */
  readonly name: string;
  readonly key: string | undefined;
  readonly signal: AbortSignal;
  /** Unix time, for a Retry-After that is a date. */
  readonly now: () => number;
}

/** The statuses whose words are about the request. Others are about the operator's account, model names and servers. */
const ABOUT_THE_REQUEST: readonly number[] = [400, 413, 422];

/** A time-out, a conflict with another request, a connection too young: OpenAI's own clients repeat these. */
const PASSING: readonly number[] = [408, 409, 425];

/** Reads the response's body where it matters, and lets go of it elsewhere. Throws only the signal's reason. */
export async function readProviderError(response: Response, call: RefusedCall): Promise<PhirstError> {
  const { status } = response;
  if (ABOUT_THE_REQUEST.includes(status)) {
    const { message, param } = (await readProviderWords(response, call)) ?? {};
    return rejected(call.name, status, { why: message, param });
  }
  // Not awaited: it need not be heard out.
  void response.body?.cancel().catch(() => {});
  return errorOfStatus(response, call.name, call.now());
}

/** @param nowMs matters for dates in the headers alone */
export function errorOfStatus({ status, headers }: Pick<Response, 'status' | 'headers'>, name: string, nowMs = 0): PhirstError {
  const subject = `The provider "${name}"`;
  if (status === 429) {
    const waitMs = waitOf(headers, nowMs);
    return new RetryLaterError('provider_rate_limited', `${subject} is at its rate limit.`, { retryAfter: toldAs(headers, waitMs), waitMs });
  }
  if (status === 401 || status === 402 || status === 403) {
    const advice = 'Check PROVIDER_KEY and its account.';
    return new PhirstError('provider_not_configured', `${subject} refused the router’s key (HTTP ${status}). ${advice}`);
  }
  if (status === 404) {
    const advice = 'Check PROVIDER_URL and the model ids of the policy.';
    return new PhirstError('provider_not_configured', `${subject} knows no such model or path (HTTP 404). ${advice}`);
  }
  if (status >= 500 || PASSING.includes(status)) {
    const message = `${subject} failed (HTTP ${status}).`;
    const waitMs = waitOf(headers, nowMs);
    if (waitMs === undefined) return new PhirstError('provider_unavailable', message);
    return new RetryLaterError('provider_unavailable', message, { retryAfter: toldAs(headers, waitMs), waitMs });
  }
  if (status >= 400) return rejected(name, status);
  return new PhirstError('provider_response_invalid', `${subject} answered with HTTP ${status}. Check PROVIDER_URL.`);
}

/** A provider that says a repetition is useless asks for an endless wait. */
function waitOf(headers: Headers, nowMs: number): number | undefined {
  return headers.get('x-should-retry') === 'false' ? Infinity : retryAfterMs(headers, nowMs);
}

/** What our own caller is told: the provider's words where they are HTTP's, else seconds. */
function toldAs(headers: Headers, waitMs: number | undefined): string {
  return headers.get('retry-after') ?? String(waitMs === undefined || waitMs === Infinity ? 10 : Math.ceil(waitMs / 1000));
}

function rejected(name: string, status: number, said: { why?: string | undefined; param?: string | undefined } = {}): PhirstError {
  const why = said.why === undefined ? '.' : `: ${said.why}`;
  const message = `The provider "${name}" rejected the request (HTTP ${status})${why}`;
  return new PhirstError('provider_rejected', message, said.param === undefined ? {} : { param: said.param });
}
