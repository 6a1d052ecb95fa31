// Rows as columns, by cli-table3, without lines around the cells: it reads well and survives copying.
import Table from 'cli-table3';
import { paint } from './paint.ts';
import type { Terminal } from './terminal.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The column is wrapped at so many characters. */
  readonly width?: number;
}

const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'].map((part) => [part, '']),
);

/**
 * @example terminal.print(table(terminal, [{ title: 'route' }, { title: 'share', align: 'right' }], [['device', '71 %']]));
 */
export function table(terminal: Terminal, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const grid = new Table({
    head: columns.map(({ title }) => paint(terminal, 'dim', title)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: columns.map(({ width }) => width ?? null),
    wordWrap: true,
    chars: { ...NO_LINES, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  grid.push(...rows.map((row) => [...row]));
  return `${grid.toString().replaceAll(/[ \t]+$/gm, '')}\n`;
}
