// The log: what is in it, newest first; what a unit left in it; what is too old for it.
import { HOUR_MS } from '../../src/durations.ts';
import type { LogAnswer } from '../../src/wire/admin-api.ts';
import { eventsOfSegment, hourPrefix, LOG_PREFIX, ndjson } from './event-segment.ts';

type Log = Pick<R2Bucket, 'list' | 'get' | 'put' | 'delete'>;

/** One answer of GET /admin/log holds whole hours until it has so many segments. */
const PAGE_SEGMENTS = 1000;
/** Cloudflare lets a request ask so often and no more, and other steps ask as well. */
const PAGE_LISTS = 200;
/** Segments that one call looks through for a unit: each is read whole. */
const ERASE_SEGMENTS = 200;

export interface LogRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** The hour that the page before ended with. */
  readonly cursor: string | null;
}

/** Whole hours, newest first, beginning with the one that holds `toMs`. */
export async function listLog(log: Log, { fromMs, toMs, cursor }: LogRange): Promise<LogAnswer> {
  const segments: LogAnswer['segments'][number][] = [];
  let lists = 0;
  for await (const hour of hoursNewestFirst(log, { fromMs, toMs, before: cursor })) {
    let position: string | undefined;
    do {
      const page = await log.list({ prefix: hour, ...(position !== undefined && { cursor: position }) });
      lists++;
      segments.push(...page.objects.map(({ key, size, uploaded }) => ({ name: key, bytes: size, at: uploaded.getTime() })));
      position = page.truncated ? page.cursor : undefined;
    } while (position !== undefined);
    if (segments.length >= PAGE_SEGMENTS || lists >= PAGE_LISTS) return { segments: newestFirst(segments), cursor: hour };
  }
  return { segments: newestFirst(segments), cursor: null };
}

/** By hour, and within an hour by when they were written. */
function newestFirst(segments: LogAnswer['segments'][number][]): LogAnswer['segments'] {
  const hourOf = (name: string) => name.slice(0, hourPrefix(0).length);
  return segments.toSorted((one, other) => hourOf(other.name).localeCompare(hourOf(one.name)) || other.at - one.at);
}

interface Hours {
  readonly fromMs: number;
  readonly toMs: number;
  readonly before: string | null;
}

/** Prefixes of the hours that have segments: `events/2026-11-25/07/` … */
async function* hoursNewestFirst(log: Log, { fromMs, toMs, before }: Hours): AsyncGenerator<string, void, void> {
  const first = hourPrefix(Math.max(0, fromMs));
  // The end is outside, so a whole hour ends where the next begins.
  const last = hourPrefix(Math.max(0, Math.ceil(toMs / HOUR_MS) * HOUR_MS - 1));
  for (const day of await prefixesUnder(log, LOG_PREFIX)) {
    if (`${day}99/` < first || day > last || (before !== null && day > before)) continue;
    for (const hour of await prefixesUnder(log, day)) {
      if (hour >= first && hour <= last && (before === null || hour < before)) yield hour;
    }
  }
}

/** Newest first. */
async function prefixesUnder(log: Log, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await log.list({ prefix, delimiter: '/', ...(cursor !== undefined && { cursor }) });
    found.push(...page.delimitedPrefixes);
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return found.toSorted().toReversed();
}

/** Writes the segments that hold events of the unit again without them, some at a time; `cursor` is where the next call goes on. */
export async function eraseFromLog(log: Log, unit: string, cursor: string | null): Promise<{ readonly rewrittenSegments: number; readonly cursor: string | null }> {
  const page = await log.list({ prefix: LOG_PREFIX, limit: ERASE_SEGMENTS, ...(cursor !== null && { startAfter: cursor }) });
  let rewrittenSegments = 0;
  for (const { key } of page.objects) if (await eraseFromSegment(log, key, unit)) rewrittenSegments++;
  return { rewrittenSegments, cursor: page.truncated ? (page.objects.at(-1)?.key ?? null) : null };
}

async function eraseFromSegment(log: Log, name: string, unit: string): Promise<boolean> {
  const text = await (await log.get(name))?.text();
  // Most segments don't name it: they needn't be parsed.
  if (text === undefined || !text.includes(JSON.stringify(unit))) return false;
  const events = eventsOfSegment(text);
  const kept = events.filter((stored) => stored.unit !== unit);
  if (kept.length === events.length) return false;
  if (kept.length === 0) await log.delete(name);
  else await log.put(name, ndjson(kept), { httpMetadata: { contentType: 'application/x-ndjson' } });
  return true;
}

/** Removes whole days that lie before the moment; what a call can't do is left to the next. */
export async function expireLog(log: Log, beforeMs: number): Promise<void> {
  const first = hourPrefix(beforeMs).slice(0, 'events/2026-11-25/'.length);
  const old = (await prefixesUnder(log, LOG_PREFIX)).filter((day) => day < first);
  let calls = 0;
  for (const day of old) {
    for (;;) {
      const { objects } = await log.list({ prefix: day });
      if (objects.length === 0) break;
      await log.delete(objects.map(({ key }) => key));
      calls += 2;
      if (calls > PAGE_LISTS) return;
    }
  }
}
