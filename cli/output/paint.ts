import type { Terminal } from './terminal.ts';

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39] } as const;

/** `paint(terminal, 'red', 'error')` is coloured where a person sees it, and the plain text elsewhere. */
export function paint({ hasColours }: Pick<Terminal, 'hasColours'>, style: keyof typeof CODES, text: string): string {
  const [on, off] = CODES[style];
  return hasColours ? `\u001B[${on}m${text}\u001B[${off}m` : text;
}
