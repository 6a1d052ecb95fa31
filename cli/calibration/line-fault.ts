// What is wrong with a line of labels: which field, what it is, and what to do.
export interface LineFault {
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Thrown while a line is read, and caught where the line is told of. */
export class Fault extends Error {
  readonly fault: LineFault;
  constructor(field: string, problem: string, remedy: string) {
    super(problem);
    this.fault = { field, problem, remedy };
  }
}

/** `orFault(() => readSignals(value))` → the signals, or what is wrong with them */
export function orFault<Read>(read: () => Read): Read | LineFault {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

/** A value as a fault shows it. */
export function show(value: unknown): string {
  // JSON has no word for what is too large a number.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
