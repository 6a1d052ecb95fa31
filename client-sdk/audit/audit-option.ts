/**
 * `true`, which needs the consent of whoever asks: a share of the questions that the device answered, set by the policy, is
 * asked of a hosted model as well, and the two answers are compared here. An object brings the app's own comparison.
 *
 * @example createPhirst({ router, events: true, auditSample: hasConsent })
 * @example createPhirst({ router, events: true, auditSample: { agree: (device, hosted) => score(device) === score(hosted) } })
 */
export type AuditOption = boolean | { readonly agree: (device: string, hosted: string) => boolean | Promise<boolean> };
