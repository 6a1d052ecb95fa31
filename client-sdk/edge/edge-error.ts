// What goes wrong on the way to the router and back, as PhirstErrors.
import { ERROR_CODES, type ErrorCode } from '../../src/errors/error-code.ts';
import type { OpenAiErrorBody } from '../../src/errors/openai-error.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import { retryAfterMs } from '../../src/wire/retry-after.ts';

/** A response that isn't ok, and what it says about trying again. */
export class RefusedError extends PhirstError {
  readonly mayBeRetried: boolean;
  readonly retryAfterMs: number | undefined;
  /** The router's id of its own decision, where it came so far. */
  readonly decisionId: string | undefined;

  constructor(told: PhirstError, { status, headers }: Response) {
    super(told.code, told.message, told.param === null ? {} : { param: told.param });
    const advice = headers.get('x-should-retry');
    this.mayBeRetried = (status === 429 && advice !== 'false') || (status >= 500 && advice === 'true');
    this.retryAfterMs = retryAfterMs(headers, Date.now());
    this.decisionId = headers.get(HEADERS.decisionId) ?? undefined;
  }
}

/** Why a signal was aborted: a PhirstError given as its reason (a deadline) stays, anything else is the app's abort. */
export function abortError(signal: AbortSignal): PhirstError {
  return PhirstError.isInstance(signal.reason)
    ? signal.reason
    : new PhirstError('aborted', 'The query was aborted.', { cause: signal.reason });
}

/** The error of a response that isn't ok, in OpenAI's shape or any other. */
export async function readError(response: Response): Promise<RefusedError> {
  const body: unknown = await response.json().catch(() => undefined);
  return new RefusedError(toPhirstError(body, response.status), response);
}

/** OpenAI's error body → PhirstError; a code we don't know is told by its status. */
export function toPhirstError(body: unknown, status: number): PhirstError {
  const { code, message, param } = (body as { error?: Partial<OpenAiErrorBody['error']> } | undefined)?.error ?? {};
  return new PhirstError(
    typeof code === 'string' && code in ERROR_CODES ? (code as ErrorCode) : codeOfStatus(status),
    typeof message === 'string' ? message : `The router answered with status ${status}.`,
    typeof param === 'string' ? { param } : {},
  );
}

/** For words that aren't the router's own, as of a proxy before it: the first code of that status. */
function codeOfStatus(status: number): ErrorCode {
  const codes = Object.keys(ERROR_CODES) as ErrorCode[];
  return (status < 500 ? codes.find((code) => ERROR_CODES[code].status === status) : undefined) ?? 'provider_unavailable';
}
