// npm run bench:replay: logs that grow, replayed under another policy with a gate, each in a process of its own. What is looked at
// is memory: it may grow by what is kept of a query, never by what stands in the log.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { ReplayReport } from '../../cli/replay/replay-report.ts';
import { printResult } from '../report/print-result.ts';
import { writeLog } from './write-log.ts';

const HELP = `Replays synthetic logs of several sizes and prints how much memory and time each took.

  npm run bench:replay -- --queries 8000,24000,64000

  --queries N,N,…   sizes of the logs, ascending (8000,24000,64000)
  --help

Prints one JSON object a line. Exits 1 where a decision came out differently, an event was lost, or memory grew by more than
a kilobyte a query from the smallest log to the largest. Needs about 3.5 KB of disk a query, twice.`;

/** A heap takes what it is given before it is cleared: with little of it the peak tells what is needed. */
const HEAP_MB = 128;
/** From the smallest log to the largest, over the queries that are more: a query's events are three times as large. */
const MOST_BYTES_A_QUERY = 1024;

const { values } = parseArgs({ options: { queries: { type: 'string', default: '8000,24000,64000' }, help: { type: 'boolean', default: false } } });
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const sizes = values.queries.split(',').map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
  process.stderr.write(`--queries takes whole numbers, not "${values.queries}".\n`);
  process.exit(2);
}

interface Measured {
  readonly exitCode: number;
  readonly peakBytes: number;
  readonly ms: number;
  readonly cpuSeconds: number;
  readonly report: ReplayReport;
}

const folder = mkdtempSync(join(tmpdir(), 'phirst-bench-replay-'));
let missed = 0;
const tell = (name: string, value: number, unit: string, details: { readonly isMet?: boolean; readonly [detail: string]: unknown } = {}) => {
  if (details.isMet === false) missed++;
  printResult({ name, value, unit, ...details });
};

try {
  const peaks: { readonly queries: number; readonly bytes: number }[] = [];
  for (const queries of sizes) {
    const log = join(folder, String(queries));
    // oxlint-disable-next-line no-await-in-loop -- one after the other: memory of one is measured
    const written = await writeLog(log, queries);
    // oxlint-disable-next-line no-await-in-loop -- the same
    const { peakBytes, ms, cpuSeconds, report } = await measure(log);
    const { made, agreed } = report.decidedAgain;
    const lost = written.events - report.log.events;
    peaks.push({ queries, bytes: peakBytes });
    tell('replay.peak', peakBytes / 2 ** 20, 'MB', { queries, heapMB: HEAP_MB, events: written.events, logMB: Math.round(written.bytes / 2 ** 20) });
    tell('replay.rate', (written.events * 1000) / ms, 'events/s', { queries, seconds: Math.round(ms / 100) / 10, cpuSeconds: Math.round(10 * cpuSeconds) / 10 });
    tell('replay.lost', lost, 'events', { queries, goal: '0', isMet: lost === 0 && report.log.repeated === written.repeated });
    tell('replay.deviations', made - agreed, 'decisions', { queries, made, goal: '0', isMet: made > 0 && made === agreed });
    tell('replay.estimated', Object.values(report.policy?.estimates ?? {}).filter(({ problem }) => problem === null).length, 'measures', { queries, isMet: report.policy?.estimates.cost.problem === null });
    rmSync(log, { recursive: true });
  }
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  if (first !== last) {
    const growth = (last.bytes - first.bytes) / (last.queries - first.queries);
    tell('replay.growth', growth, 'bytes/query', { from: first.queries, to: last.queries, goal: `≤ ${MOST_BYTES_A_QUERY}`, isMet: growth <= MOST_BYTES_A_QUERY });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

async function measure(log: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MB}`, join(import.meta.dirname, 'measured-replay.ts'), log], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Measured;
}
