// Where a page of decisions ends. Several may be of one millisecond, so the moment alone would lose some.
import { invalidRequest } from '../request/invalid-request.ts';

export interface DecisionPlace {
  /** Of the decision's newest event, in milliseconds since 1970. */
  readonly at: number;
  /** That event's number in the book. */
  readonly number: number;
}

/** `cursorOf({ at: 1795600000000, number: 42 })` → '1795600000000-42' */
export function cursorOf({ at, number }: DecisionPlace): string {
  return `${at}-${number}`;
}

/** Throws `invalid_request` for one that no answer gave. */
export function readCursor(cursor: string): DecisionPlace {
  const [, at, number] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (at === undefined) throw invalidRequest('cursor', 'give the one of the answer before, as it is');
  return { at: Number(at), number: Number(number) };
}
