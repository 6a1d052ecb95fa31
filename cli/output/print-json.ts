import type { Terminal } from './terminal.ts';

/** What --json prints: one value, indented, for other programs. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(`${JSON.stringify(value, null, 2)}\n`);
}

/** The option's words, the same for every command that has it. */
export const JSON_OPTION = ['--json', 'print JSON for other programs', false] as const;
