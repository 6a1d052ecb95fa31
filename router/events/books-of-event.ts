// In which experiments' books an event is counted. Traffic counts all of them.
import { assignmentOf } from '../../src/event/assignment-of.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { experimentBook, policyBook } from '../experiments/experiment-protocol.ts';

/**
 * What nobody stands for, what has no unit and what a person saw on demand never counts in an experiment.
 *
 * @example booksOfEvent(outcome) // ['experiment:sure', 'policy:3f…']
 */
export function booksOfEvent(stored: StoredEvent): readonly string[] {
  const { event, standing, unit } = stored;
  const books: string[] = [];
  const assignment = assignmentOf(stored);
  if (assignment && !assignment.isOverride && unit !== null && standing !== 'unverified') books.push(experimentBook(assignment.experiment));
  // A policy is judged by what became of questions at the edge, whoever asked.
  const isAnswer = event.type === 'outcome' && event.observer === 'edge' && event.purpose !== 'audit';
  if (standing === 'edge' && isAnswer && event.policyHash) books.push(policyBook(event.policyHash));
  return books;
}

/** `eventsByBook(events).get('experiment:sure')` */
export function eventsByBook(events: readonly StoredEvent[]): ReadonlyMap<string, readonly StoredEvent[]> {
  const byBook = new Map<string, StoredEvent[]>();
  for (const stored of events) {
    for (const book of booksOfEvent(stored)) {
      const kept = byBook.get(book);
      if (kept) kept.push(stored);
      else byBook.set(book, [stored]);
    }
  }
  return byBook;
}
