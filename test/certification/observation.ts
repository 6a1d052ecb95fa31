// What a caller saw of one request, in the same form for the router and the SDK.

export interface Observation {
  /** Terminal events in order: `finish`, or the code of an error. */
  readonly terminals: readonly string[];
  /** Text a reader sees at the end. */
  readonly text: string;
  /** Virtual (or real) milliseconds from the request to its terminal event; undefined when there was none. */
  readonly endedAtMs: number | undefined;
  /** Calls of the far side that nobody ended: neither over nor let go. */
  readonly danglingCalls: number;
  readonly calls: number;
  /** Outcome records written; undefined where the subject writes none. */
  readonly records?: number | undefined;
  /** Reservations made, settled, and settled above what was reserved; undefined where the subject spends nothing. */
  readonly spend?: { readonly reserved: number; readonly settled: number; readonly overspent: number } | undefined;
  /** The caller left on purpose. */
  readonly isAborted: boolean;
  /** Anything of the answer that is not what it must be, in words. */
  readonly faults: readonly string[];
}
