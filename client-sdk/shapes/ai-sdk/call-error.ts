// A failure as users of the AI SDK know it: the app's own abort as its reason, everything else as an APICallError.
import { AISDKError, APICallError } from '@ai-sdk/provider';
import { toOpenAiError } from '../../../src/errors/openai-error.ts';
import { PhirstError } from '../../../src/errors/phirst-error.ts';

/** The AI SDK tries again what `isRetryable`, before the first text; the PhirstError is the `cause`. */
export function toCallError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (AISDKError.isInstance(error)) return error;
  const failure = PhirstError.isInstance(error) ? error : new PhirstError('internal', 'Phirst failed unexpectedly.', { cause: error });
  const body = toOpenAiError(failure);
  return new APICallError({
    message: failure.message,
    url: 'phirst:ask',
    // Texts of a query go into no error.
    requestBodyValues: {},
    statusCode: failure.status,
    isRetryable: failure.isRetryable,
    responseBody: JSON.stringify(body),
    data: body.error,
    cause: failure,
  });
}
