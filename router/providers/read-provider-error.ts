// A provider's refusal → our error: whose fault it is, whether trying again helps, and the provider's own words where
// they are about the caller's request.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { RetryLaterError } from '../retry-later-error.ts';
import { readProviderWords } from './provider-words.ts';

export interface RefusedCall {
  /** The provider's. */
  readonly name: string;
  readonly key: string | undefined;
  readonly signal: AbortSignal;
}

/** The statuses whose words are about the request. Others are about the operator's account, model names and servers. */
const ABOUT_THE_REQUEST: readonly number[] = [400, 413, 422];

/** Reads the response's body where it matters, and lets go of it elsewhere. Throws only the signal's reason. */
export async function readProviderError(response: Response, call: RefusedCall): Promise<PhirstError> {
  const { status } = response;
  if (ABOUT_THE_REQUEST.includes(status)) {
    const { message, param } = (await readProviderWords(response, call)) ?? {};
    return rejected(call.name, status, { why: message, param });
  }
  // Not awaited: it need not be heard out.
  void response.body?.cancel().catch(() => {});
  return errorOfStatus(response, call.name);
}

function errorOfStatus({ status, headers }: Response, name: string): PhirstError {
  const subject = `The provider "${name}"`;
  if (status === 429) {
    return new RetryLaterError('provider_rate_limited', `${subject} is at its rate limit.`, {
      retryAfter: headers.get('retry-after') ?? '10',
    });
  }
  if (status === 401 || status === 402 || status === 403) {
    const advice = 'Check PROVIDER_KEY and its account.';
    return new PhirstError('provider_not_configured', `${subject} refused the router’s key (HTTP ${status}). ${advice}`);
  }
  if (status >= 500 || status === 408) return new PhirstError('provider_unavailable', `${subject} failed (HTTP ${status}).`);
  if (status >= 400) return rejected(name, status);
  return new PhirstError('provider_response_invalid', `${subject} answered with HTTP ${status}. Check PROVIDER_URL.`);
}

function rejected(name: string, status: number, said: { why?: string | undefined; param?: string | undefined } = {}): PhirstError {
  const why = said.why === undefined ? '.' : `: ${said.why}`;
  const message = `The provider "${name}" rejected the request (HTTP ${status})${why}`;
  return new PhirstError('provider_rejected', message, said.param === undefined ? {} : { param: said.param });
}
