import type { ErrorCode } from '../../src/errors/error-code.ts';

export interface ErrorAdvice {
  readonly title: string;
  /** What the person can do about it. */
  readonly advice: string;
}

const ADVICE: Partial<Record<ErrorCode, ErrorAdvice>> = {
  aborted: { title: 'Stopped', advice: 'You stopped this answer. What was written so far is kept above.' },
  deadline_exceeded: {
    title: 'No answer in time',
    advice: 'Nothing can answer within this time budget. Give it more time under Options, or leave the time unlimited.',
  },
  over_cost_budget: {
    title: 'The money budget is spent',
    advice: 'Allow a little more money per answer under Options, or let the answer stay on this device.',
  },
  router_unreachable: {
    title: 'The router does not answer',
    advice: 'Start it with npm start. What this device is sure of still works.',
  },
  router_not_configured: { title: 'The router is not set up', advice: 'The sentence above names what is missing.' },
  provider_not_configured: {
    title: 'No hosted model is configured',
    advice: 'Set a provider’s key on the router, or let the answer stay on this device.',
  },
  no_route: {
    title: 'Nothing may answer this',
    advice: 'Privacy, mode and budgets together leave no way to answer. Loosen one of them, or load a model onto this device.',
  },
  rate_limited: { title: 'Too many questions at once', advice: 'Wait a moment, then ask again.' },
  provider_rate_limited: { title: 'The hosted model is busy', advice: 'Wait a moment, then ask again.' },
  device_unsupported: {
    title: 'This device cannot run the model',
    advice: 'Choose a smaller model under Model, or allow hosted answers.',
  },
  device_failed: {
    title: 'The model on this device failed',
    advice: 'Load it again under Model, or allow hosted answers meanwhile.',
  },
  answer_withheld: {
    title: 'Withheld',
    advice: 'The device has an answer but is not sure of it, and the policy withholds such answers. Allow the text to leave the device to get a hosted one.',
  },
  request_too_large: { title: 'The question is too long', advice: 'Shorten it, or start a new conversation.' },
  stream_truncated: { title: 'The answer broke off', advice: 'The connection was lost on the way. Ask again.' },
};

const UNKNOWN: ErrorAdvice = { title: 'Something went wrong', advice: 'Ask again; the trace shows how far it came.' };

/** A heading and a next step for every way an answer can fail. */
export function errorAdvice(code: ErrorCode): ErrorAdvice {
  return ADVICE[code] ?? UNKNOWN;
}
