import type { ErrorCode } from '../../src/errors/error-code.ts';

export interface ErrorAdvice {
  readonly title: string;
  /** What the person can do about it. */
  readonly advice: string;
}

const HOSTED_NOT_SET_UP = 'Whoever runs the router can change that; answers of this device still work.';
const MODEL_FAILED = 'Ask again: it is started once more, and a hosted model answers where the text may leave this device.';

/** All of them: a new code doesn't compile until it is here. */
const ADVICE: Readonly<Record<ErrorCode, ErrorAdvice>> = {
  // What was asked
  invalid_request: { title: 'Not a question the router takes', advice: 'The sentence above names what is wrong with it.' },
  unsupported_media_type: { title: 'Not a question the router takes', advice: 'This page and the router may be of different versions: reload the page.' },
  request_too_large: { title: 'The question is too long', advice: 'Shorten it, or start a new conversation.' },
  model_not_found: { title: 'No such model', advice: 'The router knows no hosted model of this name; Model lists those it knows.' },
  not_found: { title: 'The router doesn’t know this address', advice: 'This page and the router may be of different versions: reload the page.' },
  // Who ships policies
  policy_not_found: { title: 'No such policy', advice: 'Store it first: phirst policy deploy does both.' },
  policy_invalid: { title: 'Not a valid policy', advice: 'The sentence above names what is wrong with it; phirst policy check names all of it.' },
  policy_revoked: { title: 'This policy was revoked', advice: 'A revoked policy is never used again: change it and deploy that.' },
  deployment_conflict: { title: 'Somebody else changed it first', advice: 'Look at what is in force now, then decide again.' },
  deployment_frozen: { title: 'The deployment is frozen', advice: 'Lift the freeze first, if the reason for it is gone.' },
  experiment_not_found: { title: 'No such experiment', advice: 'The command phirst experiment status lists those there are.' },
  experiment_invalid: { title: 'Not a valid experiment', advice: 'The sentence above names what is wrong with it.' },
  method_not_allowed: { title: 'The router doesn’t take this request', advice: 'This page and the router may be of different versions: reload the page.' },
  // Who asks
  unauthenticated: { title: 'The router doesn’t know who asks', advice: `It wants a key or a session. ${HOSTED_NOT_SET_UP}` },
  session_expired: { title: 'The session has ended', advice: 'Reload the page for a new one, then ask again.' },
  forbidden: { title: 'Not allowed', advice: `What this page has to show is not enough for this. ${HOSTED_NOT_SET_UP}` },
  origin_not_allowed: { title: 'This page may not ask the router', advice: `Its address must be in PHIRST_ALLOWED_ORIGINS. ${HOSTED_NOT_SET_UP}` },
  rate_limited: { title: 'Too many questions at once', advice: 'Wait a moment, then ask again.' },
  // What it may cost
  over_cost_budget: {
    title: 'The money budget is spent',
    advice: 'Allow a little more money per answer under Options, or let the answer stay on this device.',
  },
  spend_cap_reached: {
    title: 'What may be spent here has been spent',
    advice: 'Hosted answers come back when the cap is raised or its period ends; answers of this device stay free.',
  },
  safety_refused: { title: 'Refused by a safety rule', advice: 'The sentence above names the rule. Ask in other words, or change the rule in the policy.' },
  // The router and the hosted models behind it
  router_not_configured: { title: 'The router is not set up', advice: 'The sentence above names what is missing.' },
  router_unreachable: {
    title: 'The router does not answer',
    advice: 'Start it with npm start. What this device is sure of still works.',
  },
  provider_not_configured: {
    title: 'No hosted model is configured',
    advice: 'Set a provider’s key on the router, or let the answer stay on this device.',
  },
  provider_unavailable: { title: 'The hosted model is out of reach', advice: 'It was asked more than once. Wait a moment, then ask again.' },
  provider_rejected: { title: 'The hosted model refused this', advice: 'Its provider’s own words stand above. Ask in other words.' },
  provider_rate_limited: { title: 'The hosted model is busy', advice: 'Wait a moment, then ask again.' },
  provider_response_invalid: { title: 'The hosted model’s answer made no sense', advice: 'Ask again; the trace shows which model it was.' },
  provider_stalled: { title: 'The hosted model fell silent', advice: 'Ask again; the trace shows how long it was waited for.' },
  stream_truncated: { title: 'The answer broke off', advice: 'The connection was lost on the way. Ask again.' },
  // Time, and the person
  deadline_exceeded: {
    title: 'No answer in time',
    advice: 'Nothing can answer within this time budget. Give it more time under Options, or leave the time unlimited.',
  },
  aborted: { title: 'Stopped', advice: 'You stopped this answer. What was written so far is kept above.' },
  no_route: {
    title: 'Nothing may answer this',
    advice: 'Privacy, mode and budgets together leave no way to answer. Loosen one of them, or load a model onto this device.',
  },
  // This device
  device_unsupported: {
    title: 'This device cannot run the model',
    advice: 'Choose a smaller model under Model, or allow hosted answers.',
  },
  device_failed: {
    title: 'The model on this device failed',
    advice: 'Load it again under Model, or allow hosted answers meanwhile.',
  },
  device_lost: { title: 'The graphics processor was lost', advice: MODEL_FAILED },
  device_out_of_memory: { title: 'This device ran out of memory', advice: 'Close other tabs, choose a smaller model under Model, or allow hosted answers.' },
  device_stalled: { title: 'The model on this device fell silent', advice: MODEL_FAILED },
  device_degenerate: { title: 'The model on this device lost its senses', advice: MODEL_FAILED },
  model_corrupt: {
    title: 'The model’s files are damaged',
    advice: 'They were thrown away. Load the model again under Model; if it happens again, whoever serves the files has to look at them.',
  },
  answer_withheld: {
    title: 'Withheld',
    advice: 'The device has an answer but is not sure of it, and the policy withholds such answers. Allow the text to leave the device to get a hosted one.',
  },
  internal: { title: 'Something went wrong', advice: 'Ask again; the trace shows how far it came.' },
};

/** A heading and a next step for every way an answer can fail. */
export function errorAdvice(code: ErrorCode): ErrorAdvice {
  // A router newer than this page may know a code that it doesn't.
  return ADVICE[code] ?? ADVICE.internal;
}
