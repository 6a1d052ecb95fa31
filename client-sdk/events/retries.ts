// A question that is asked again at once wasn't answered well. Texts are compared here, in memory, and never leave.
import type { QueryRun } from '../session/query-run.ts';

const SOON_MS = 60_000;
const MAXIMUM_QUESTIONS = 20;

export interface Retries {
  /** Whether the same words were asked within the last minute. Of `device-only` text nothing is remembered. */
  isRetry(run: Pick<QueryRun, 'query' | 'startedAt'>): boolean;
}

export function createRetries(): Retries {
  /** Question → when it was asked last. */
  const asked = new Map<string, number>();
  return {
    isRetry({ query, startedAt }) {
      if (query.privacy === 'device-only') return false;
      const question = query.messages.at(-1)?.content.trim() ?? '';
      const before = asked.get(question);
      asked.delete(question);
      asked.set(question, startedAt);
      const [oldest] = asked.keys();
      if (asked.size > MAXIMUM_QUESTIONS && oldest !== undefined) asked.delete(oldest);
      return before !== undefined && Math.abs(startedAt - before) <= SOON_MS;
    },
  };
}
