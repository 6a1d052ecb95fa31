// Where a command's words go and come from. A command takes it as an argument, so that tests run it in their own process.
import { text } from 'node:stream/consumers';

export interface Terminal {
  /** What was asked for: standard output. */
  print(text: string): void;
  /** What is said beside it, such as progress: standard error. */
  note(text: string): void;
  /** The whole standard input. */
  readInput(): Promise<string>;
  /** False where a person would have to type it. */
  readonly hasInput: boolean;
  /** Relative paths start here. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Colours only where a person sees them. */
  readonly hasColours: boolean;
  /** Notes may overwrite their line. */
  readonly isLive: boolean;
}

/** This process's own. NO_COLOR turns colours off, as everywhere. */
export function processTerminal(): Terminal {
  return {
    print: (words) => void process.stdout.write(words),
    note: (words) => void process.stderr.write(words),
    readInput: () => text(process.stdin),
    hasInput: !process.stdin.isTTY,
    folder: process.cwd(),
    environment: process.env,
    hasColours: process.stdout.isTTY && !process.env['NO_COLOR'],
    isLive: process.stderr.isTTY && process.env['TERM'] !== 'dumb',
  };
}
