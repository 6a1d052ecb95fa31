// Under which unit the edge keeps what it saw. Whoever needs neither a token nor a key may name any number of units: it gets their
// policies, and is counted as nobody, or one script would be a thousand witnesses.
import { configurationOf } from '../configuration.ts';
import type { Bindings } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import type { Client } from '../middleware/authenticate.ts';
import { asksNotToBeFollowed } from './global-privacy-control.ts';

export interface RecordedUnitInput {
  readonly request: Request;
  readonly env: Bindings;
  readonly client: Client;
  readonly unit: string | undefined;
}

/** Null too for who asks not to be followed: `recordedUnit({ request, env, client, unit: 'user-1' })` */
export function recordedUnit({ request, env, client, unit }: RecordedUnitInput): string | null {
  const isVouchedFor = client.session !== undefined || client.key !== undefined || isLoopback(request, configurationOf(env));
  return unit === undefined || !isVouchedFor || asksNotToBeFollowed(request.headers) ? null : unit;
}
