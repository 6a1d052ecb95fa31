// GET /admin/traffic, /admin/decisions and /admin/decisions/<id>: what the book of traffic has counted and last seen.
import type { Context } from 'hono';
import { HOUR_MS } from '../../src/durations.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { DecisionsAnswer } from '../../src/wire/admin-api.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { daysMs } from '../events/event-times.ts';
import { queryNumber } from '../request/query-number.ts';
import { invalidRequest } from '../request/invalid-request.ts';
import { readCursor, type DecisionPlace } from '../traffic/decision-cursor.ts';
import { TRAFFIC_BOOK, type TrafficBookStub } from '../traffic/traffic-protocol.ts';

const LONGEST_DAYS = 31;
const MOST_DECISIONS = 200;

/** The handler: the last day, unless `fromMs` and `toMs` say otherwise. */
export function adminTraffic({ now }: Pick<Dependencies, 'now'>) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const toMs = queryNumber(c, 'toMs') ?? now();
    const fromMs = queryNumber(c, 'fromMs') ?? toMs - daysMs(1);
    if (toMs - fromMs > daysMs(LONGEST_DAYS)) throw invalidRequest('fromMs', `at most ${LONGEST_DAYS} days at once`);
    const stepMs = queryNumber(c, 'stepMs');
    if (stepMs !== undefined && stepMs < HOUR_MS) throw invalidRequest('stepMs', 'at least an hour, 3600000');
    c.header('cache-control', 'no-store');
    return c.json(await trafficBook(c.env).report({ fromMs, toMs, stepMs }));
  };
}

/** The newest queries with all their events; older ones are in the log. */
export async function adminDecisions(c: Context<RouterEnv>): Promise<Response> {
  const limit = Math.min(MOST_DECISIONS, Math.floor(queryNumber(c, 'limit') ?? 50));
  c.header('cache-control', 'no-store');
  return c.json(await trafficBook(c.env).decisions({ limit, before: placeAsked(c) }));
}

function placeAsked(c: Context<RouterEnv>): DecisionPlace | null {
  const cursor = c.req.query('cursor');
  if (cursor !== undefined) return readCursor(cursor);
  const at = queryNumber(c, 'before');
  return at === undefined ? null : { at, number: 0 };
}

/** All that is remembered of one, by the edge's id or the client's. */
export async function adminDecision(c: Context<RouterEnv>): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const answer: DecisionsAnswer = await trafficBook(c.env).decision(id);
  if (answer.decisions.length === 0) {
    throw new PhirstError('not_found', 'No decision of this id is among the newest. Older ones are in the log: GET /admin/log.', { param: 'id' });
  }
  c.header('cache-control', 'no-store');
  return c.json(answer);
}

/** Throws `router_not_configured` where it isn't bound. */
function trafficBook({ TRAFFIC }: Bindings): TrafficBookStub {
  if (TRAFFIC) return TRAFFIC.getByName(TRAFFIC_BOOK);
  throw new PhirstError('router_not_configured', 'Traffic isn’t counted: put the durable_objects and migrations of Phirst’s wrangler.toml back, which bind TRAFFIC.');
}
