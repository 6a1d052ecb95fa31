// What the breaker counts of an event. Few failing units trip it, and what it does can't be undone by them: so it sees nothing but
// the edge's own outcomes, and of these none that somebody who asks could bring about on purpose.
import type { ErrorCode } from '../../src/errors/error-code.ts';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { isCallerCaused } from '../../src/experiment/caller-caused.ts';
import type { WatchedOutcome } from './error-watch.ts';

const OUT_OF_TIME: readonly ErrorCode[] = ['deadline_exceeded', 'provider_stalled'];

/** None or one: `watchedOutcome(stored, 0)` → [{ variant: 0, unit: 'user-1', at, isFailure: true }] */
export function watchedOutcome({ event, standing, unit, receivedAt }: StoredEvent, variant: number): readonly WatchedOutcome[] {
  if (event.type !== 'outcome' || event.observer !== 'edge' || standing !== 'edge' || isCallersOwn(event)) return [];
  return [{ variant, unit: unit ?? '', at: receivedAt, isFailure: event.code !== null }];
}

function isCallersOwn({ code, purpose, reason, isHurried, firstTokenMs, attempts }: OutcomeEvent): boolean {
  // The policy would have asked another model.
  if (purpose === 'audit' || reason === 'model_requested') return true;
  if (code === null) return false;
  // Of a text that a content filter refuses, or of parameters that no model takes.
  if (isCallerCaused(code) || code === 'provider_rejected') return true;
  if (!OUT_OF_TIME.includes(code)) return false;
  // Too little time was given; the body came too slowly for a model to be asked; the answer was read too slowly.
  return isHurried === true || attempts.length === 0 || (code === 'deadline_exceeded' && firstTokenMs !== null);
}
