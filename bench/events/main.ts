// npm run bench:events: events through the real router, queue, consumer, Durable Object and bucket, in a running workerd. Some are
// sent twice. What was counted and what was logged is compared with what was sent.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPhirst } from '../../scripts/serve/start-phirst.ts';
import type { LogAnswer, TrafficReport } from '../../src/wire/admin-api.ts';
import { storedKeys } from '../../test/support/stored-keys.ts';
import { printResult } from '../report/print-result.ts';
import { costOf, eventBatch } from './event-batch.ts';
import { workerdBytes } from './processes.ts';

const HELP = `Sends events to a router on this machine and compares what was counted with what was sent.

  npm run bench:events -- --events 160000

  --events N     how many (160000)
  --senders N    requests at a time (4)
  --repeat X     share of the batches that is sent twice (0.1)
  --help

Prints one JSON object a line. Exits 1 when an event was lost or doubled, or when memory grew from the middle to the end.`;

const BATCH = 50;
/** Senders wait where so many are sent and not yet counted: an endless backlog would be measured, and its memory, not the router. */
const BACKLOG = 5000;
/** Counting goes on while events are sent; afterwards it may take so long at most. */
const PATIENCE_MS = 180_000;
/** How much more memory than in the middle there may be at the end: a heap breathes, and the first tens of thousands fill it. */
const GROWTH = 0.15;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '160000' },
    senders: { type: 'string', default: '4' },
    repeat: { type: 'string', default: '0.1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const total = Math.ceil(number('events', values.events) / BATCH / 2) * BATCH * 2;
const senders = number('senders', values.senders);
const repeat = number('repeat', values.repeat);

function number(name: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  process.stderr.write(`--${name} must be a number, not "${text}".\n`);
  return process.exit(2);
}

const phirst = await startPhirst({
  port: 0,
  environmentVariables: {
    PHIRST_KEYS: await storedKeys(['bench-caller', 'caller'], ['bench-reader', 'reader']),
    PHIRST_REQUESTS_PER_MINUTE: '1000000',
  },
});

const proxyPort = Number(new URL(phirst.url).port);

async function send(from: number, atMs: number): Promise<void> {
  const response = await fetch(`${phirst.url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench-caller', 'x-phirst-unit': `unit-${(from / BATCH) % 500}` },
    body: JSON.stringify({ events: eventBatch(from, BATCH, atMs) }),
  });
  const { accepted = [] } = (await response.json()) as { accepted?: string[] };
  if (accepted.length !== BATCH) throw new Error(`The router took ${accepted.length} of ${BATCH} events: ${response.status}.`);
}

/** Sends all of them, some batches twice. */
async function sendRange(from: number, to: number, atMs: number): Promise<number> {
  let next = from;
  let sent = 0;
  let seen = from;
  const work = async () => {
    while (next < to) {
      const mine = next;
      next += BATCH;
      // Looked at now and then: it is a request as well.
      while (mine - seen > BACKLOG) {
        seen = (await counted()).count;
        if (mine - seen > BACKLOG) await pause(50);
      }
      const times = (mine / BATCH) % 100 < repeat * 100 ? 2 : 1;
      for (let time = 0; time < times; time++) await send(mine, atMs);
      sent += BATCH * times;
    }
  };
  await Promise.all(Array.from({ length: senders }, work));
  return sent;
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(`${phirst.url}${path}`, { headers: { authorization: 'Bearer bench-reader' } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function counted(): Promise<{ readonly count: number; readonly costMicroUsd: number }> {
  const now = Date.now();
  const { hours } = await read<TrafficReport>(`/admin/traffic?fromMs=${now - 86_400_000}&toMs=${now + 3_600_000}`);
  const ours = hours.filter(({ observer }) => observer === 'client');
  return {
    count: ours.reduce((sum, hour) => sum + hour.count, 0),
    costMicroUsd: Math.round(ours.reduce((sum, { cost }) => sum + cost.count * cost.mean, 0)),
  };
}

/** Until so many are counted, and a moment longer: one that is counted twice comes late. */
async function waitFor(count: number): Promise<number> {
  const until = Date.now() + PATIENCE_MS;
  while ((await counted()).count < count && Date.now() < until) await pause(200);
  const at = performance.now();
  await pause(count === total ? 4000 : 0);
  return at;
}

async function logged(): Promise<{ readonly lines: number; readonly ids: number }> {
  const ids = new Set<string>();
  let lines = 0;
  let cursor: string | null = null;
  do {
    const page: LogAnswer = await read<LogAnswer>(`/admin/log${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`);
    for (const { name } of page.segments) {
      const response = await fetch(`${phirst.url}/admin/log/${name}`, { headers: { authorization: 'Bearer bench-reader' } });
      for (const line of (await response.text()).split('\n')) {
        if (line === '') continue;
        lines++;
        ids.add((JSON.parse(line) as { event: { id: string } }).event.id);
      }
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return { lines, ids: ids.size };
}

let isEveryGoalMet = true;
function judge(name: string, value: number, unit: string, isMet: boolean, goal: string, details: object = {}): void {
  isEveryGoalMet &&= isMet;
  printResult({ name, value, unit, goal, isMet, ...details });
}

try {
  const atMs = Date.now();
  const startBytes = workerdBytes({ proxyPort });
  const startedAt = performance.now();
  let sent = await sendRange(0, total / 2, atMs);
  await waitFor(total / 2);
  const midBytes = workerdBytes({ proxyPort });
  const halfAt = performance.now();
  const sentLater = await sendRange(total / 2, total, atMs);
  sent += sentLater;
  const takenAt = performance.now();
  const countedAt = await waitFor(total);
  const endBytes = workerdBytes({ proxyPort });

  const sums = await counted();
  const log = await logged();
  const truth = Array.from({ length: total }, (_, index) => costOf(index)).reduce((sum, cost) => sum + cost, 0);
  printResult({ name: 'events.taken', value: sentLater / ((takenAt - halfAt) / 1000), unit: 'events/s', senders, note: 'answered 202, second half' });
  printResult({ name: 'events.counted', value: total / ((countedAt - startedAt) / 1000), unit: 'events/s', events: total, sent, note: 'from the first request until the last is counted and logged' });
  judge('events.lost', Math.max(0, total - sums.count), 'events', sums.count >= total, '0');
  judge('events.doubled', Math.max(0, sums.count - total), 'events', sums.count <= total, '0', { sentTwice: sent - total });
  judge('events.cost_difference', Math.abs(sums.costMicroUsd - truth), 'micro-USD', sums.costMicroUsd === truth, '0');
  judge('events.lost_in_log', total - log.ids, 'events', log.ids === total, '0', { lines: log.lines });
  judge('memory.growth', endBytes / midBytes - 1, 'share', endBytes <= midBytes * (1 + GROWTH), `≤ ${GROWTH} from the middle to the end`, {
    startMb: Math.round(startBytes / 1e6),
    midMb: Math.round(midBytes / 1e6),
    endMb: Math.round(endBytes / 1e6),
  });
} finally {
  await phirst.stop();
}
process.exit(isEveryGoalMet ? 0 : 1);
