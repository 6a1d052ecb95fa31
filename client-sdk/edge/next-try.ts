// Whether a request that failed before any byte of an answer is worth another one, and when.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { retryDelayMs } from '../../src/wire/retry-delay.ts';
import { RefusedError } from './edge-error.ts';

/** The router has tried its models as often as its policy says; more than this rather burdens it. */
const MAXIMUM_RETRIES = 2;
/** Where the policy says nothing. */
const MAXIMUM_DELAY_MS = 5000;

export interface NextTryInput {
  readonly error: unknown;
  /** 0 for the first. */
  readonly retry: number;
  readonly limits: { readonly maximumRetries: number; readonly maximumDelayMs: number } | undefined;
  /** What is left of the time; undefined = no limit. */
  readonly remainingMs: number | undefined;
  readonly draw: number;
}

/** Milliseconds to wait, or undefined where the error stands. */
export function nextTryMs({ error, retry, limits, remainingMs, draw }: NextTryInput): number | undefined {
  if (!PhirstError.isInstance(error) || !mayPass(error)) return undefined;
  if (retry >= Math.min(limits?.maximumRetries ?? MAXIMUM_RETRIES, MAXIMUM_RETRIES)) return undefined;
  const delayMs = retryDelayMs({ askedMs: error instanceof RefusedError ? error.retryAfterMs : undefined, retry, draw });
  const isInTime = delayMs <= (limits?.maximumDelayMs ?? MAXIMUM_DELAY_MS) && delayMs < (remainingMs ?? Infinity);
  return isInTime ? delayMs : undefined;
}

/** A refusal by what the router says of it, else a connection that never was. An answer that broke off would be paid twice. */
function mayPass(error: PhirstError): boolean {
  return error instanceof RefusedError ? error.mayBeRetried : error.code === 'router_unreachable';
}
