// What the router and an experiment's book say to each other.
import type { StoredEvent } from '../../src/event/stored-event.ts';

/** The Durable Object as its callers see it. */
export interface ExperimentBookStub {
  /**
   * All of them or none, each id once, however often and in whatever order they come.
   *
   * @returns how many were new
   */
  add(events: readonly StoredEvent[]): Promise<{ readonly added: number }>;
  /** Forgets the unit; the number of rows that told of it. */
  erase(unit: string): Promise<{ readonly erasedRows: number }>;
  /** By the hour: looks again where an alarm was lost. */
  watch(): Promise<void>;
}

/** The binding: `books.getByName(experimentBook('sure'))`. */
export interface ExperimentBooks {
  getByName(name: string): ExperimentBookStub;
}

/** The book of an experiment or a rollout: `experimentBook('sure')` → 'experiment:sure' */
export function experimentBook(key: string): string {
  return `experiment:${key}`;
}

/** The book in which the edge's outcomes under one policy are watched: `policyBook('3f…')` → 'policy:3f…' */
export function policyBook(hash: string): string {
  return `policy:${hash}`;
}
