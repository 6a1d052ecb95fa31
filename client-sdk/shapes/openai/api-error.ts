// Errors as users of the `openai` package know them.
import { toOpenAiError, type OpenAiErrorBody } from '../../../src/errors/openai-error.ts';
import type { PhirstError } from '../../../src/errors/phirst-error.ts';

/**
 * The fields of the `openai` package's APIError. The PhirstError is its `cause`.
 *
 * @example
 * try { await openai.chat.completions.create(body); } catch (error) {
 *   if (error instanceof APIError && error.status === 429) retryLater();
 * }
 */
export class APIError extends Error {
  override readonly name: string = 'APIError';
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly error: OpenAiErrorBody['error'] | undefined;
  readonly code: string | null | undefined;
  readonly param: string | null | undefined;
  readonly type: string | undefined;
  readonly requestID: string | null = null;

  constructor(status: number | undefined, error: OpenAiErrorBody['error'] | undefined, message: string | undefined, headers: Headers | undefined) {
    super(status === undefined ? message : `${status} ${error?.message ?? message}`);
    this.status = status;
    this.headers = headers;
    this.error = error;
    this.code = error?.code;
    this.param = error?.param;
    this.type = error?.type;
  }

  static generate(status: number | undefined, body: object | undefined, message: string | undefined, headers: Headers | undefined): APIError {
    return new APIError(status, (body as OpenAiErrorBody | undefined)?.error, message, headers);
  }
}

/**
 * The app aborted before the answer began. Later a stream just ends, as it does in the `openai` package.
 *
 * @example
 * openai.chat.completions.create(body, { signal }).catch((error) => {
 *   if (!(error instanceof APIUserAbortError)) throw error;
 * });
 */
export class APIUserAbortError extends APIError {
  override readonly name = 'APIUserAbortError';

  constructor({ message }: { message?: string } = {}) {
    super(undefined, undefined, message ?? 'Request was aborted.', undefined);
  }
}

/** What makes the errors: ours, or the `OpenAI` class itself, for code that asks `instanceof OpenAI.APIError`. */
export interface ErrorClasses {
  readonly APIError: {
    generate(status: number | undefined, body: object | undefined, message: string | undefined, headers: Headers | undefined): Error;
  };
  readonly APIUserAbortError: new (options?: { message?: string }) => Error;
}

export function toApiError(error: PhirstError, { APIError: Api, APIUserAbortError: Abort }: ErrorClasses): Error {
  const made = error.code === 'aborted' ? new Abort({ message: error.message }) : Api.generate(error.status, toOpenAiError(error), error.message, new Headers());
  made.cause = error;
  return made;
}
