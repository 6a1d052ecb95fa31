// POST /v1/events: what clients tell of their queries, in batches, at least once.
//
// A page of a listed origin needs no token for it (middleware/role.ts): events spend nothing, and sendBeacon, which is all that
// some browsers have for a page that is being left, can't carry one.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { parseClientEvent, type ClientEvent } from '../../src/event/client-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { Dependencies } from '../dependencies.ts';
import { limitCall } from '../dispatch/limit-call.ts';
import type { RouterEnv } from '../env.ts';
import { invalidRequest } from '../request/invalid-request.ts';
import { readJson } from '../request/read-json.ts';

/** What one request may hold; the SDK sends at most half of either. */
const MAXIMUM_EVENTS = 100;
const MAXIMUM_BYTES = 131_072;

interface RejectedEvent {
  readonly id: string | null;
  readonly message: string;
}

/**
 * The handler: 202 with the ids that were kept, which need not be sent again, and with what is wrong with the others, which
 * needn't either. An event that was sent twice is kept twice, under one id: whoever counts, counts an id once.
 *
 * @example app.post('/v1/events', takeEvents({ eventsOf }))
 */
export function takeEvents({ eventsOf, now }: Pick<Dependencies, 'eventsOf' | 'now'>) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const events = await readEvents(c.req.raw);
    const accepted: ClientEvent[] = [];
    const rejected: RejectedEvent[] = [];
    for (const event of events) {
      const parsed = parseClientEvent(event);
      if (parsed.ok) accepted.push(parsed.value);
      else rejected.push({ id: idOf(event), message: parsed.error });
    }
    const stored = accepted.map((event): StoredEvent => ({ event, standing: 'unverified', unit: null, receivedAt: now() }));
    if (stored.length > 0) await keep(eventsOf(c.env), stored);
    c.header('cache-control', 'no-store');
    return c.json({ accepted: accepted.map(({ id }) => id), rejected }, 202);
  };
}

async function keep(sink: ReturnType<Dependencies['eventsOf']>, events: readonly StoredEvent[]): Promise<void> {
  try {
    await sink.recordAll(events);
  } catch (cause) {
    throw new PhirstError('internal', 'The events could not be kept: send them again.', { cause });
  }
}

async function readEvents(request: Request): Promise<readonly unknown[]> {
  const limit = limitCall({ remainingMs: undefined, clientSignal: request.signal });
  try {
    const body = await readJson(request, limit.signal, MAXIMUM_BYTES);
    const events = typeof body === 'object' && body !== null && 'events' in body ? body.events : undefined;
    if (!Array.isArray(events)) throw invalidRequest('events', 'must be a list');
    if (events.length > MAXIMUM_EVENTS) throw invalidRequest('events', `at most ${MAXIMUM_EVENTS} at once`);
    return events;
  } finally {
    limit.end();
  }
}

function idOf(event: unknown): string | null {
  const { id } = (event ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id.slice(0, 100) : null;
}
