// POST /v1/events: what clients tell of their queries, in batches, at least once.
//
// A page of a listed origin needs no token for it (middleware/role.ts), as events spend nothing; without one its events are kept
// as unverified, and count in no experiment. sendBeacon, which can't set a header, puts the token into the body.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { parseClientEvent, type ClientEvent } from '../../src/event/client-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { Result } from '../../src/result.ts';
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import { policyNames } from '../deployment/in-force.ts';
import { createKnownPolicies } from '../deployment/known-policies.ts';
import { limitCall } from '../dispatch/limit-call.ts';
import type { RouterEnv } from '../env.ts';
import { admitEvent, type AdmitEventInput } from '../events/admit-event.ts';
import { senderOf } from '../events/event-sender.ts';
import { asksNotToBeFollowed } from '../events/global-privacy-control.ts';
import { invalidRequest } from '../request/invalid-request.ts';
import { readJson } from '../request/read-json.ts';

/** What one request may hold; the SDK sends at most half of either. */
const MAXIMUM_EVENTS = 100;
const MAXIMUM_BYTES = 131_072;

interface RejectedEvent {
  readonly id: string | null;
  readonly message: string;
}

interface SortedEvents {
  readonly stored: readonly StoredEvent[];
  /** As they came. */
  readonly accepted: readonly string[];
  readonly rejected: readonly RejectedEvent[];
}

/**
 * The handler: 202 with the ids that were kept, which need not be sent again, and with what is wrong with the others, which
 * needn't either. An event that was sent twice is kept twice, under one id: whoever counts, counts an id once.
 *
 * @example app.post('/v1/events', takeEvents({ eventsOf, now }))
 */
export function takeEvents({ eventsOf, now }: Pick<Dependencies, 'eventsOf' | 'now'>) {
  const policies = createKnownPolicies({ now });
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const { events, session } = await readEvents(c.req.raw);
    c.header('cache-control', 'no-store');
    // Taken, so that they aren't sent again, and forgotten.
    if (asksNotToBeFollowed(c.req.raw.headers)) return c.json({ accepted: events.flatMap((event) => idOf(event) ?? []), rejected: [] }, 202);
    const inForce = c.get('inForce');
    const isInForce = (name: string) => policyNames(inForce).includes(name);
    const sender = await senderOf(c, { sessionToken: session, isInForce, now: now() });
    const { sessions } = configurationOf(c.env);
    const parsed = events.map((event) => parseClientEvent(event));
    // A server's word is taken as it is.
    const told = sender.standing === 'key' ? [] : parsed.flatMap((each) => (each.ok ? (hashOf(each.value) ?? []) : []));
    const madeUp = await policies.madeUp(told, { env: c.env, inForce });
    const { stored, accepted, rejected } = await sort(events, parsed, { sender, sessions, deployment: inForce.deployment, madeUp, now: now() });
    if (stored.length > 0) await keep(eventsOf(c.env), stored);
    return c.json({ accepted, rejected }, 202);
  };
}

/** Null for a policy that the app passed in. */
function hashOf(event: ClientEvent): string | null {
  return 'policyHash' in event ? event.policyHash : null;
}

async function sort(events: readonly unknown[], parsed: readonly Result<ClientEvent, string>[], input: AdmitEventInput): Promise<SortedEvents> {
  const stored: StoredEvent[] = [];
  const accepted: string[] = [];
  const rejected: RejectedEvent[] = [];
  for (const [index, event] of events.entries()) {
    const read = parsed[index]!;
    const admitted = read.ok ? await admitEvent(read.value, input) : read;
    if (admitted.ok) {
      stored.push(admitted.value);
      accepted.push(idOf(event) as string);
    } else rejected.push({ id: idOf(event), message: admitted.error });
  }
  return { stored, accepted, rejected };
}

async function keep(sink: ReturnType<Dependencies['eventsOf']>, events: readonly StoredEvent[]): Promise<void> {
  try {
    await sink.recordAll(events);
  } catch (cause) {
    throw new PhirstError('internal', 'The events could not be kept: send them again.', { cause });
  }
}

async function readEvents(request: Request): Promise<{ readonly events: readonly unknown[]; readonly session: unknown }> {
  const limit = limitCall({ remainingMs: undefined, clientSignal: request.signal });
  try {
    const body = await readJson(request, limit.signal, MAXIMUM_BYTES);
    const { events, session } = (typeof body === 'object' && body !== null ? body : {}) as { events?: unknown; session?: unknown };
    if (!Array.isArray(events)) throw invalidRequest('events', 'must be a list');
    if (events.length > MAXIMUM_EVENTS) throw invalidRequest('events', `at most ${MAXIMUM_EVENTS} at once`);
    return { events, session };
  } finally {
    limit.end();
  }
}

function idOf(event: unknown): string | null {
  const { id } = (event ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id.slice(0, 100) : null;
}
