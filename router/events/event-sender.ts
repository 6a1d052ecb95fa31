// Who tells these events, and how far that is believed.
import type { Context } from 'hono';
import type { EventStanding } from '../../src/event/stored-event.ts';
import { configurationOf } from '../configuration.ts';
import type { RouterEnv } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { sessionClient } from '../middleware/authenticate.ts';
import { admitOrigin } from '../middleware/cross-origin.ts';
import { unitOfRequest } from '../request/unit-of-request.ts';
import { verifySession } from '../sessions/session-token.ts';

export interface EventSender {
  readonly standing: EventStanding;
  /** Whose events these are; null for whoever shows neither a session token nor a key. */
  readonly unit: string | null;
}

export interface SenderInput {
  /** `session` of the body: sendBeacon, all that some browsers have for a page that is being left, can't set a header. */
  readonly sessionToken: unknown;
  /** Whether a policy of this name is in force. */
  readonly isInForce: (policy: string) => boolean;
  readonly now: number;
}

/** Throws what a token that isn't good throws in its header. */
export async function senderOf(c: Context<RouterEnv>, { sessionToken, isInForce, now }: SenderInput): Promise<EventSender> {
  const client = c.get('client');
  const configuration = configurationOf(c.env);
  const request = c.req.raw;
  const unit = unitOfRequest(request.headers, client) ?? null;
  if (client.session) return { standing: 'session', unit };
  if (client.key !== undefined) return { standing: 'key', unit };
  const { sessions } = configuration;
  if (sessions && typeof sessionToken === 'string') {
    const session = await verifySession(sessionToken, { sessions, request, origin: admitOrigin(request, configuration), isInForce, now });
    return { standing: 'session', unit: unitOfRequest(request.headers, sessionClient(session, configuration)) ?? null };
  }
  // On the developer's own machine a key would prove nothing: whoever may call there may do everything.
  if (isLoopback(request, configuration)) return { standing: 'key', unit };
  return { standing: 'unverified', unit: null };
}
