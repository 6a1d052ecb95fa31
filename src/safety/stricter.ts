import type { SafetyHit } from './safety-rules.ts';

/** Of what two checks say the stricter: nobody answers, before a hosted model does, before neither has anything to say. */
export function stricter(one: SafetyHit | undefined, other: SafetyHit | undefined): SafetyHit | undefined {
  if (one?.action === 'refuse' || other === undefined) return one;
  return other.action === 'refuse' || one === undefined ? other : one;
}
