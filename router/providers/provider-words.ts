// What a provider says about a request, where it may be repeated to whoever sent that request.
import { orAborted } from '../or-aborted.ts';
import { readAtMost } from '../read-at-most.ts';

export interface ProviderWords {
  readonly message: string;
  readonly param?: string;
}

/** A real explanation is a few hundred bytes; whatever is longer isn't read to its end. */
const MAXIMUM_BYTES = 16_384;

/** What keys and accounts begin with at the usual providers. */
const SECRET = /\b(?:g?sk|xai|pk|org|proj|acct)[-_]\w|\bbearer\s|\bAIza/i;
const PATH = /^[a-z]\w*(?:\.\w+|\[\w*\])*$/i;

/**
 * `error.message` and `error.param` of a body of OpenAI's shape. Undefined for any other body, and when either holds the
 * router's key or what looks like one. Throws only the signal's reason.
 */
export async function readProviderWords(
  response: Response,
  { key, signal }: { readonly key: string | undefined; readonly signal: AbortSignal },
): Promise<ProviderWords | undefined> {
  try {
    if (response.body === null) return undefined;
    const text = (await orAborted(readAtMost(response.body, MAXIMUM_BYTES), signal)) ?? '';
    const { error } = JSON.parse(text) as { error?: { message?: unknown; param?: unknown } };
    if (typeof error?.message !== 'string') return undefined;
    const param = typeof error.param === 'string' ? error.param : '';
    const said = `${error.message}\n${param}`;
    if ((key !== undefined && said.includes(key)) || SECRET.test(said)) return undefined;
    return { message: error.message.slice(0, 1000), ...(isPath(param) && { param }) };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** `messages.0.content`, `tools[1].function`, `max_tokens`: a place in the request and never a sentence. */
function isPath(param: string): boolean {
  return param.length <= 100 && PATH.test(param);
}
