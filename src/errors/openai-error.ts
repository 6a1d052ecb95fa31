// A PhirstError in the shape OpenAI's clients read.
import { ERROR_CODES } from './error-code.ts';
import type { PhirstError } from './phirst-error.ts';

export interface OpenAiErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string;
  };
}

/** `{ error: { message, type, param, code } }` for a response body or an SSE event. */
export function toOpenAiError(error: PhirstError): OpenAiErrorBody {
  return {
    error: { message: error.message, type: ERROR_CODES[error.code].type, param: error.param, code: error.code },
  };
}
