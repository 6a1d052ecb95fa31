import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { spillLog } from './read-log.ts';

const hash = 'a'.repeat(64);
const { events } = syntheticLog({ seed: 7, units: 60, queriesPerUnit: 3, arms: new Map([[hash, policyAsking(0.5)]]) });
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phirst-read-log-'));
  const lines = events.map((stored) => JSON.stringify(stored));
  writeFileSync(join(folder, 'one.ndjson'), `${lines.slice(0, 250).join('\n')}\n`);
  // The second segment repeats fifty of the first one's.
  writeFileSync(join(folder, 'two.ndjson'), `${lines.slice(200).join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(partBytes?: number, take: (stored: StoredEvent) => void = () => undefined) {
  const spilled = await spillLog(folder, recordedTerminal(), partBytes);
  const parts: StoredEvent[][] = [];
  for (let part = 0; part < spilled.parts; part++) {
    const taken: StoredEvent[] = [];
    spilled.events(part, (stored) => {
      take(stored);
      taken.push(stored);
    });
    parts.push(taken);
  }
  spilled.remove();
  return { parts, reading: spilled.reading(), arms: [...spilled.arms.of(7)] };
}

const idsOf = (stored: readonly StoredEvent[]) => stored.map(({ event }) => event.id).toSorted();

it('the parts of a log hold each event once, all of a unit’s in one and in their order', async () => {
  const { parts, reading, arms } = await read(20_000);
  expect(parts.length).toBeGreaterThan(10);
  expect(idsOf(parts.flat())).toEqual(idsOf(events));
  for (const unit of new Set(events.map((stored) => stored.unit))) {
    const holding = parts.filter((part) => part.some((stored) => stored.unit === unit));
    expect(holding).toHaveLength(1);
    expect(holding[0]!.filter((stored) => stored.unit === unit)).toEqual(events.filter((stored) => stored.unit === unit));
  }
  expect(reading).toMatchObject({ files: 2, events: events.length, repeated: 50, faulty: 0 });
  expect(arms).toEqual([hash]);
});

it('a small log is one part, in the order of its segments', async () => {
  const { parts } = await read();
  expect(parts.map((part) => part.map(({ event }) => event.id))).toEqual([events.map(({ event }) => event.id)]);
});

it('an event that can’t be used is told by its file and line, and the rest is read', async () => {
  const { reading } = await read(20_000, ({ event }) => {
    if (event.id === events[3]!.event.id) throw new Error('it is odd');
  });
  expect(reading).toMatchObject({ events: events.length - 1, faulty: 1, faultyLines: [{ line: 4, problem: 'is an event that this version of Phirst can’t read: it is odd' }] });
  expect(reading.faultyLines[0]!.file).toMatch(/one\.ndjson$/);
});

it('nothing is left on the disk', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('phirst-replay-'));
  const spilled = await spillLog(folder, recordedTerminal(), 20_000);
  const mine = readdirSync(tmpdir()).filter((name) => name.startsWith('phirst-replay-') && !before.includes(name));
  expect(mine.length).toBeGreaterThanOrEqual(1);
  spilled.remove();
  expect(mine.some((name) => !existsSync(join(tmpdir(), name)))).toBe(true);
});
