// GET /admin/log and /admin/log/<name>: the log of events, for replay. DELETE /admin/events?unit=: forgets a unit.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { EraseAnswer, LogAnswer } from '../../src/wire/admin-api.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { eraseFromLog, listLog } from '../events/event-log.ts';
import { LOG_PREFIX } from '../events/event-segment.ts';
import { invalidRequest } from '../request/invalid-request.ts';
import { queryNumber } from '../request/query-number.ts';
import { TRAFFIC_BOOK } from '../traffic/traffic-protocol.ts';

/** The handler: names of the segments of whole hours, newest first; all there are, unless `fromMs` and `toMs` say otherwise. */
export function adminLog({ now }: Pick<Dependencies, 'now'>) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const range = { fromMs: queryNumber(c, 'fromMs') ?? 0, toMs: queryNumber(c, 'toMs') ?? now() + 1, cursor: c.req.query('cursor') ?? null };
    const answer: LogAnswer = await listLog(eventLog(c.env), range);
    c.header('cache-control', 'no-store');
    return c.json(answer);
  };
}

/** One segment as NDJSON: a StoredEvent a line. An event may stand in two of them: whoever reads drops ids it has seen. */
export async function adminLogSegment(c: Context<RouterEnv>): Promise<Response> {
  const name = c.req.param('name') ?? '';
  const found = name.startsWith(LOG_PREFIX) ? await eventLog(c.env).get(name) : null;
  if (!found) throw new PhirstError('not_found', 'The log has no such segment. GET /admin/log names those it has.', { param: 'name' });
  c.header('cache-control', 'no-store');
  return c.body(found.body, 200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
}

/**
 * Forgets a unit in all books and in the log: a part of a long log at a time, so call it with the answer's `cursor` until that is
 * null. What is on its way through the queue arrives afterwards.
 */
export async function eraseEvents(c: Context<RouterEnv>): Promise<Response> {
  const unit = c.req.query('unit');
  if (unit === undefined || unit === '') throw invalidRequest('unit', 'name the unit to forget: DELETE /admin/events?unit=…');
  const cursor = c.req.query('cursor') ?? null;
  const erasedRows = cursor === null ? await eraseFromBooks(c.env, unit) : 0;
  const log = c.env.EVENT_LOG ? await eraseFromLog(c.env.EVENT_LOG, unit, cursor) : { rewrittenSegments: 0, cursor: null };
  const answer: EraseAnswer = { erasedRows, ...log };
  c.header('cache-control', 'no-store');
  return c.json(answer);
}

async function eraseFromBooks({ TRAFFIC, EXPERIMENTS }: Bindings, unit: string): Promise<number> {
  if (!TRAFFIC) return 0;
  const traffic = TRAFFIC.getByName(TRAFFIC_BOOK);
  // It knows every book that events were counted in.
  const books = EXPERIMENTS ? (await traffic.books()).map((name) => EXPERIMENTS.getByName(name)) : [];
  const erased = await Promise.all([traffic, ...books].map((book) => book.erase(unit)));
  return erased.reduce((sum, { erasedRows }) => sum + erasedRows, 0);
}

/** Throws `router_not_configured` where it isn't bound. */
function eventLog({ EVENT_LOG }: Bindings): R2Bucket {
  if (EVENT_LOG) return EVENT_LOG;
  throw new PhirstError('router_not_configured', 'No log is kept: bind an R2 bucket as EVENT_LOG, as Phirst’s wrangler.toml does.');
}
