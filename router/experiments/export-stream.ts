// An export, written as it is read.
import type { ExperimentBookStub, ExposureRow } from './experiment-protocol.ts';

export const EXPORT_TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;
export type ExportFormat = keyof typeof EXPORT_TYPES;

const PAGE = 1000;
const COLUMNS = ['timestamp', 'experiment_id', 'variation_id', 'variation_name', 'unit', 'device_class', 'triggered'] as const satisfies readonly (keyof ExposureRow)[];

export function exportStream(book: Pick<ExperimentBookStub, 'exportPage'>, format: ExportFormat): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: number | null = 0;
  return new ReadableStream({
    start(controller) {
      if (format === 'csv') controller.enqueue(encoder.encode(`${COLUMNS.join(',')}\r\n`));
    },
    async pull(controller) {
      const { rows, next } = await book.exportPage({ after: after!, limit: PAGE });
      const write = format === 'csv' ? csvLine : ndjsonLine;
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(write).join('')));
      after = next;
      if (next === null) controller.close();
    },
  });
}

const ndjsonLine = (row: ExposureRow) => `${JSON.stringify(row)}\n`;

function csvLine(row: ExposureRow): string {
  return `${COLUMNS.map((column) => csvField(row[column])).join(',')}\r\n`;
}

/** RFC 4180; and a unit whose name a spreadsheet would take for a formula stays a text. */
function csvField(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
