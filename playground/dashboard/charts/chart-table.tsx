import { useState } from 'preact/hooks';
import { TableHead } from '../page/table-head.tsx';

export interface TableColumn {
  readonly label: string;
  readonly isNumber?: boolean;
  readonly cell: (index: number) => string;
}

interface ChartTableProps {
  readonly columns: readonly TableColumn[];
  readonly count: number;
}

const MOST_ROWS = 60;

/** The chart's numbers, newest first; made when they are asked for. */
export function ChartTable({ columns, count }: ChartTableProps) {
  const [isOpen, setIsOpen] = useState(false);
  const rows = Array.from({ length: Math.min(count, MOST_ROWS) }, (_, row) => count - 1 - row);
  return (
    <details class="as-table" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>As a table</summary>
      {isOpen && (
        <div class="table-scroll">
          <table>
            <TableHead columns={columns.map(({ label, isNumber }) => (isNumber ? { number: label } : label))} />
            <tbody>
              {rows.map((index) => (
                <tr key={index}>
                  {columns.map(({ label, isNumber, cell }) => (
                    <td key={label} class={isNumber ? 'is-number' : ''}>
                      {cell(index)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {count > MOST_ROWS && <p class="hint">The newest {MOST_ROWS} of {count}.</p>}
        </div>
      )}
    </details>
  );
}
