// The closed set of reasons. Every decision carries exactly one; every answer shows it.

/** Reason → the sentence a person reads. */
export const REASONS = {
  // Where the answer starts
  device_first: 'Within the reach of the model on this device, so it tries first.',
  hosted_not_better: 'The hosted models at hand are not expected to do this better than the device.',
  mode_only_on_device: 'The app asked for this device only.',
  mode_only_in_cloud: 'The app asked for a hosted model only.',
  mode_prefer_in_cloud: 'The app prefers a hosted model.',
  privacy_device_only: 'The text is marked as not to leave this device.',
  privacy_not_redacted: 'Only redacted text may leave this device, and the app supplies no redaction.',
  device_not_ready: 'The model on this device is not loaded.',
  device_unsupported: 'This device cannot run the model.',
  context_too_long: 'The prompt is longer than the model on this device can read.',
  rule: 'A rule of the policy decides this.',
  expected_gain: 'A hosted model is expected to do this clearly better.',
  unfamiliar: 'Unlike the questions by which the device is known, so a hosted model answers.',
  low_battery: 'The battery is low and the answer would be long.',
  too_slow_on_device: 'This device would not finish within the time budget.',
  faster_on_device: 'No route fits the time budget; the device is the faster one.',
  faster_hosted: 'No route is sure to fit the time budget; this hosted model is the fastest.',
  over_cost_budget: 'The money budget does not allow a hosted model.',
  offline: 'The device is offline.',
  no_hosted_model: 'No hosted model is configured.',
  // While it is being answered
  confidence_collapsed: 'The device grew so unsure mid-answer that finishing could not help.',
  deadline_at_risk: 'The device would miss the deadline; a hosted model can still meet it.',
  // After the answer
  confident: 'The device is sure enough of its answer.',
  low_confidence: 'The device is not sure enough of its answer.',
  promise_refused: 'The labels at hand cannot carry what the policy promises of kept answers.',
  incomplete: 'The device stopped at its length limit before the answer was complete.',
  out_of_time: 'The time budget ran out; this is what was there by then.',
  unsure_kept: 'The device is not sure, and nothing else may or can answer.',
  unsure_withheld: 'The device is not sure, and the policy withholds unsure answers.',
  // When something failed
  device_failed: 'The model on this device failed.',
  device_lost: 'The graphics processor was lost.',
  device_out_of_memory: 'The model on this device ran out of memory.',
  device_stalled: 'The model on this device stopped giving tokens.',
  device_degenerate: 'The model on this device gave numbers that mean nothing.',
  router_unreachable: 'The router could not be reached.',
  rate_limited: 'The router takes no more requests from here for the moment.',
  spend_cap_reached: 'What may be spent here has been spent.',
  hosted_failed: 'The hosted model failed.',
  // When a safety rule of the app or the policy speaks
  safety_handed_up: 'A safety rule has a hosted model answer this.',
  safety_refused: 'A safety rule refuses this.',
  // At the edge
  model_requested: 'The caller named this model.',
  smallest_adequate: 'The smallest hosted model that is good enough for this.',
  strongest_affordable: 'The strongest hosted model within the budgets.',
  best_value: 'The hosted model that is worth most here: how often it is right, less what it costs and how long it takes.',
  fallback: 'The hosted model chosen first failed; the next one answered.',
} as const;

/** Why an answer came from where it did: a closed set. */
export type Reason = keyof typeof REASONS;

/**
 * The sentence for a reason.
 *
 * @example
 * explainReason('offline'); // "The device is offline."
 */
export function explainReason(reason: Reason): string {
  return REASONS[reason];
}
