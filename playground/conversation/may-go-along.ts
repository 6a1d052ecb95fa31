import type { PrivacyClass } from '../../src/query/query.ts';

/** The larger, the further the text may go. */
const OPENNESS: Readonly<Record<PrivacyClass, number>> = { 'device-only': 0, redacted: 1, any: 2 };

/**
 * Whether what was said under one privacy may be sent along with a question under another: the question decides where
 * both go, so what goes along must be at least as open.
 *
 * @example mayGoAlong('device-only', 'any') // false
 */
export function mayGoAlong(earlier: PrivacyClass, question: PrivacyClass): boolean {
  return OPENNESS[earlier] >= OPENNESS[question];
}
