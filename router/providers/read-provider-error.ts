// A provider's refusal → our error: whose fault it is, whether trying again helps, and the provider's own words where
// they are meant for the caller.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { RetryLaterError } from '../retry-later-error.ts';

export interface RefusedProvider {
  readonly name: string;
  readonly key: string | undefined;
}

interface ProviderWords {
  readonly message: string;
  readonly param?: string;
}

/** Reads the response's body; never throws. */
export async function readProviderError(response: Response, provider: RefusedProvider): Promise<PhirstError> {
  const said = await messageOf(response, provider.key);
  const subject = `The provider "${provider.name}"`;
  const { status } = response;

  if (status === 429) {
    // Its words are left out of a 429 too: they name the operator's organisation and limits.
    return new RetryLaterError('provider_rate_limited', `${subject} is at its rate limit.`, {
      retryAfter: response.headers.get('retry-after') ?? '10',
    });
  }
  if (status === 401 || status === 402 || status === 403) {
    // The operator's matter, not the caller's; and OpenAI quotes the key's ends in its message.
    const advice = 'Check PROVIDER_KEY and its account.';
    return new PhirstError('provider_not_configured', `${subject} refused the router’s key (HTTP ${status}). ${advice}`);
  }
  if (status >= 400 && status < 500 && status !== 408) {
    const { message, param } = said ?? {};
    return new PhirstError(
      'provider_rejected',
      `${subject} rejected the request (HTTP ${status})${message === undefined ? '.' : `: ${message}`}`,
      param === undefined ? {} : { param },
    );
  }
  if (status >= 500 || status === 408) {
    return new PhirstError('provider_unavailable', `${subject} failed (HTTP ${status})${said ? `: ${said.message}` : '.'}`);
  }
  return new PhirstError('provider_response_invalid', `${subject} answered with HTTP ${status}. Check PROVIDER_URL.`);
}

/** `error.message` and `error.param` of a JSON body of OpenAI's shape; of any other body nothing is kept. */
async function messageOf(response: Response, key: string | undefined): Promise<ProviderWords | undefined> {
  try {
    const { error } = JSON.parse(await response.text()) as { error?: { message?: unknown; param?: unknown } };
    if (typeof error?.message !== 'string' || (key !== undefined && error.message.includes(key))) return undefined;
    return {
      message: error.message.slice(0, 1000),
      ...(typeof error.param === 'string' && { param: error.param.slice(0, 200) }),
    };
  } catch {
    return undefined;
  }
}
