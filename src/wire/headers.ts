// Header names of the wire; every response says where its answer came from and why.

/** Response headers the router sets; all are exposed to browsers of allowed origins. */
export const HEADERS = {
  /** Id of this decision; give it to feedback and to your logs. */
  decisionId: 'x-phirst-decision-id',
  /** The model name the caller asked for. */
  requestedModel: 'x-phirst-requested-model',
  /** The model the decision chose. */
  routedModel: 'x-phirst-routed-model',
  /** The model that answered; differs from the routed one after a fallback. */
  servedModel: 'x-phirst-served-model',
  /** How many calls to hosted models it took. */
  attempts: 'x-phirst-attempts',
  /** A code of src/route/reason.ts. */
  reason: 'x-phirst-reason',
  /** Name of the policy that decided. */
  policy: 'x-phirst-policy',
  /** Hash of that policy. */
  policyHash: 'x-phirst-policy-hash',
  /** The deployment's number: a client that knows a lower one asks for the newer policy. */
  sequence: 'x-phirst-sequence',
  /** `<experiment>/<variant>` where an experiment took the unit. */
  variant: 'x-phirst-variant',
  /** The most tokens the answer may have, where that is fewer than were asked for. */
  outputLimit: 'x-phirst-output-limit',
} as const;

/** Request headers of ours. */
export const REQUEST_HEADERS = {
  /** The unit, from callers whose session doesn't name one. */
  unit: 'x-phirst-unit',
  /** `<experiment>=<variant>`, separated by commas: a variant on demand, never counted. */
  overrides: 'x-phirst-overrides',
} as const;

export const EXPOSED_HEADERS = [...Object.values(HEADERS), 'server-timing', 'retry-after'];
