// What this isolate has seen: lets a test tell that an abort has reached the far end.

export interface SeenCounts {
  readonly requests: number;
  /** Answers read to their end. */
  readonly completed: number;
  /** Answers whose reader went away before. */
  readonly cancelled: number;
}

export interface Seen {
  readonly counts: () => SeenCounts;
  /** Counts a request; call `end` however it ends, the first call counts. */
  begin(): { end(how: 'completed' | 'cancelled'): void };
}

/** `const answer = createSeen().begin(); answer.end('completed');` */
export function createSeen(): Seen {
  const counts = { requests: 0, completed: 0, cancelled: 0 };
  return {
    counts: () => ({ ...counts }),
    begin() {
      counts.requests += 1;
      let hasEnded = false;
      return {
        end(how) {
          if (!hasEnded) counts[how] += 1;
          hasEnded = true;
        },
      };
    },
  };
}
