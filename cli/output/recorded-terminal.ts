// A terminal for tests: keeps what was said.
import type { Terminal } from './terminal.ts';

export interface RecordedTerminal extends Terminal {
  /** All of the standard output so far. */
  readonly printed: () => string;
  /** All of the standard error so far. */
  readonly noted: () => string;
}

export function recordedTerminal(given: Partial<Terminal> & { readonly input?: string } = {}): RecordedTerminal {
  let printed = '';
  let noted = '';
  return {
    print: (words) => void (printed += words),
    note: (words) => void (noted += words),
    readInput: () => Promise.resolve(given.input ?? ''),
    hasInput: given.input !== undefined,
    folder: process.cwd(),
    environment: {},
    hasColours: false,
    isLive: false,
    ...given,
    printed: () => printed,
    noted: () => noted,
  };
}
