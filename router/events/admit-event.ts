// From what a client sends to what is stored. Nobody can tell of another unit's decisions, stand in another's place, or change
// what was counted already: ids are kept apart by unit, and what a client says of the edge's part is checked.
import type { ClientEvent } from '../../src/event/client-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { base64url } from '../base64url.ts';
import type { SessionSettings } from '../configuration.ts';
import { secretDigest } from '../secret-digest.ts';
import { assignmentOfUnit, checkAssignment } from './check-assignment.ts';
import { isDecisionOf } from './decision-id.ts';
import type { EventSender } from './event-sender.ts';
import { EARLIEST_EVENT_MS, OLDEST_EVENT_MS } from './event-times.ts';

/** Of ids: the unit's name space comes in front of them. */
const LONGEST_ID = 80;
const NAME_SPACE_CHARACTERS = 12;
/** As JSON. An event is numbers and names; a hundred of them together must fit into one row’s worth of what SQLite takes. */
const LONGEST_EVENT = 10_000;

export interface AdmitEventInput {
  readonly sender: EventSender;
  readonly sessions: SessionSettings | undefined;
  readonly deployment: Deployment | undefined;
  /** Hashes of policies that never were. */
  readonly madeUp: ReadonlySet<string>;
  readonly now: number;
}

/**
 * The event as it is stored, or why it isn't. Told of a policy that never was, it is kept without that policy's name, and believed by
 * nobody.
 */
export async function admitEvent(told: ClientEvent, { sender, sessions, deployment, madeUp, now }: AdmitEventInput): Promise<Result<StoredEvent, string>> {
  const fault = faultOf(told, now);
  if (fault !== undefined) return err(fault);
  const isMadeUp = 'policyHash' in told && told.policyHash !== null && madeUp.has(told.policyHash);
  const event = isMadeUp ? { ...told, policyHash: null, assignment: null } : told;
  const { unit } = sender;
  const standing = isMadeUp ? 'unverified' : sender.standing;
  const isOwnDecision = async (id: string) => (sessions ? unit !== null && (await isDecisionOf(unit, id, sessions)) : sender.standing === 'key');
  // A server's word is taken as it is: its key may speak for any unit.
  const within = sender.standing === 'key' ? (id: string) => id : prefixed(await nameSpaceOf(unit));
  const named = {
    ...event,
    id: within(event.id),
    decisionId: (await isOwnDecision(event.decisionId)) ? event.decisionId : within(event.decisionId),
  };
  if (named.type === 'outcome' && named.edgeDecisionId !== null && !(await isOwnDecision(named.edgeDecisionId))) named.edgeDecisionId = null;
  const stored = { standing, unit, receivedAt: now };
  if ('assignment' in named) return ok({ event: { ...named, assignment: checkAssignment(named.assignment, { unit, deployment }) }, ...stored });
  return ok({ event: named, ...stored, assignment: assignmentOfUnit({ unit, deployment }) });
}

function faultOf(event: ClientEvent, now: number): string | undefined {
  const { id, decisionId, atMs } = event;
  if (JSON.stringify(event).length > LONGEST_EVENT) return `event: at most ${LONGEST_EVENT} characters`;
  if (id.length > LONGEST_ID) return `id: at most ${LONGEST_ID} characters`;
  if (decisionId.length > LONGEST_ID) return `decisionId: at most ${LONGEST_ID} characters`;
  if (atMs < now - OLDEST_EVENT_MS) return 'atMs: older than seven days, and so too old to be counted just once';
  if (atMs > now + EARLIEST_EVENT_MS) return 'atMs: more than a day ahead of the router’s clock';
  return undefined;
}

function prefixed(nameSpace: string): (id: string) => string {
  return (id) => `${nameSpace}.${id}`;
}

async function nameSpaceOf(unit: string | null): Promise<string> {
  if (unit === null) return 'unverified';
  return base64url(await secretDigest(`phirst unit ${unit}`)).slice(0, NAME_SPACE_CHARACTERS);
}
