// What follows when something speaks against a question or an answer: a hosted model, or nobody. Privacy goes first: text
// that may not leave is refused where a rule would have handed it up.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { SafetyHit, SafetySubject } from '../../src/safety/safety-rules.ts';
import type { QueryRun } from '../session/query-run.ts';

export interface SafetyHitInput {
  readonly on: SafetySubject;
  readonly hit: SafetyHit;
  /** Why no hosted model may answer instead; undefined when one may. */
  readonly blockedBy: Reason | undefined;
}

interface Explaining {
  readonly explain: (reason: Reason) => string;
}

/** Returns when a hosted model is to answer; throws `safety_refused` when nobody is. */
export function requireHandUp(run: QueryRun, { on, hit, blockedBy, explain }: SafetyHitInput & Explaining): void {
  const isHandedUp = hit.action === 'hand_up' && blockedBy === undefined;
  run.note('safety', {
    on,
    rule: hit.rule,
    action: isHandedUp ? 'hand_up' : 'refuse',
    reason: isHandedUp ? 'safety_handed_up' : 'safety_refused',
    ...(hit.action === 'hand_up' && blockedBy !== undefined && { blockedBy }),
  });
  if (!isHandedUp) throw refused(hit, blockedBy, explain);
}

function refused({ action, rule }: SafetyHit, blockedBy: Reason | undefined, explain: Explaining['explain']): PhirstError {
  const refusal = `${explain('safety_refused')} It is named "${rule}".`;
  if (action === 'refuse' || blockedBy === undefined) return new PhirstError('safety_refused', refusal);
  return new PhirstError('safety_refused', `${refusal} It would have a hosted model answer, but none may: ${explain(blockedBy)}`);
}
