// The one rule by which a conversation that is too long for the device is shortened: its oldest turns go first. What the
// app said as the system, the documents it supplied (a system message as well) and the question itself stay.
import type { Message } from './query.ts';

export interface TrimmedConversation {
  readonly messages: readonly Message[];
  readonly droppedMessages: number;
  /** False when even the least that must stay is too long. */
  readonly fits: boolean;
}

/**
 * Drops whole turns, a question with its answer, until the rest fits; nothing when all of it does.
 *
 * @param fits asked of ever shorter conversations.
 *
 * @example
 * const messages = [system, user('1'), assistant('one'), user('2'), assistant('two'), user('3')];
 * dropOldestTurns(messages, ({ length }) => length <= 4); // { messages: [system, user('2'), …, user('3')], droppedMessages: 2, … }
 */
export function dropOldestTurns(messages: readonly Message[], fits: (messages: readonly Message[]) => boolean): TrimmedConversation {
  let kept = messages;
  let doesFit = fits(kept);
  while (!doesFit) {
    const shorter = withoutOldestTurn(kept);
    if (shorter === undefined) break;
    kept = shorter;
    doesFit = fits(kept);
  }
  return { messages: kept, droppedMessages: messages.length - kept.length, fits: doesFit };
}

/** Undefined when only the last turn is left. */
function withoutOldestTurn(messages: readonly Message[]): readonly Message[] | undefined {
  const start = messages.findIndex(({ role }) => role !== 'system');
  const end = messages.findIndex(({ role }, index) => index > start && role === 'user');
  if (start === -1 || end === -1) return undefined;
  // A system message amid the turn stays.
  return messages.filter(({ role }, index) => role === 'system' || index < start || index >= end);
}
