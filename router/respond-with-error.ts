// The one place where an error becomes a response: OpenAI's shape, our codes, and nothing of what was thrown inside.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { toOpenAiError } from '../src/errors/openai-error.ts';
import { PhirstError } from '../src/errors/phirst-error.ts';
import type { RouterEnv } from './env.ts';
import { RetryLaterError } from './retry-later-error.ts';

/**
 * The app's `onError`. Headers that were prepared before the error (CORS, the decision's id) are kept.
 * `x-should-retry` is what OpenAI's own clients obey: without it they repeat every 429 and 5xx twice.
 */
export function respondWithError(thrown: Error, c: Context<RouterEnv>): Response {
  const error = PhirstError.isInstance(thrown) ? thrown : internalError(thrown);
  if (error instanceof RetryLaterError) c.header('retry-after', error.retryAfter);
  c.header('x-should-retry', String(error.isRetryable));
  return c.json(toOpenAiError(error), error.status as ContentfulStatusCode);
}

function internalError(thrown: Error): PhirstError {
  // The frames say where; the message is left out, for it may quote a request, lines that look like frames among it.
  const frames = thrown.stack?.replace(thrown.message, '').split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  console.error(JSON.stringify({ event: 'internal_error', name: thrown.name, frames: frames.slice(0, 8) }));
  return new PhirstError('internal', 'The router failed. Try again; if it stays, its operator finds the cause in its log.');
}
