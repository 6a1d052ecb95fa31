// POST /v1/sessions: a short-lived token for a page, asked for by the app's backend or by the page itself.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { policyNames } from '../deployment/in-force.ts';
import { configurationOf, type Configuration, type SessionSettings } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RouterEnv } from '../env.ts';
import type { Client } from '../middleware/authenticate.ts';
import { invalidRequest } from '../request/invalid-request.ts';
import { admitMint } from './admit-mint.ts';
import { checkTurnstile } from './check-turnstile.ts';
import { readMintRequest, type MintFields } from './mint-request.ts';
import { signSession, type Session } from './session-token.ts';

export type MintServices = Pick<Dependencies, 'fetch' | 'now'>;

/** The handler. `app.post('/v1/sessions', mintSession({ fetch, now }))` */
export function mintSession({ fetch, now }: MintServices) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const configuration = configurationOf(c.env);
    const sessions = sessionsOf(configuration);
    const fields = await readMintRequest(c.req.raw);
    const { inForce } = c.var;
    const names = policyNames(inForce);
    const policy = fields.policy ?? inForce.defaultPolicy.name;
    if (!names.includes(policy)) throw invalidRequest('policy', `this router serves the policy "${names.join('", "')}"`);
    const client = c.get('client');
    const mint = client.key === undefined ? mintForPage : mintForBackend;
    const mintedAt = now();
    const granted = await mint({ c, client, configuration, sessions, fields, fetch, now: mintedAt });

    const seconds = Math.min(fields.lifetimeSeconds ?? sessions.seconds, sessions.seconds);
    const expiresAt = (Math.floor(mintedAt / 1000) + seconds) * 1000;
    const session: Session = { id: crypto.randomUUID(), policy, expiresAt, ...granted };
    c.header('cache-control', 'no-store');
    const { id, origin = null, unit, capMicroUsd } = session;
    const token = await signSession(session, { sessions, now: mintedAt });
    return c.json({ token, id, expiresInSeconds: seconds, origin, unit, policy, capMicroUsd }, 201);
  };
}

const PAGE_UNIT = /^[A-Za-z0-9_-]{32,128}$/;

interface MintInput {
  readonly c: Context<RouterEnv>;
  readonly client: Client;
  readonly configuration: Configuration;
  readonly sessions: SessionSettings;
  readonly fields: MintFields;
  readonly fetch: Dependencies['fetch'];
  readonly now: number;
}

type Granted = Pick<Session, 'origin' | 'unit' | 'capMicroUsd' | 'mintedBy'>;

/** A backend knows its visitor: it names the unit, and gives no more than the deployment allows. */
async function mintForBackend({ c, client, configuration, fields, now }: MintInput): Promise<Granted> {
  const { origin, turnstileToken, unit = `key:${client.key}`, capMicroUsd = Infinity } = fields;
  if (turnstileToken !== undefined) throw invalidRequest('turnstileToken', 'is for pages; a backend checks its own');
  if (origin !== undefined && !configuration.allowedOrigins.has(origin) && origin !== new URL(c.req.url).origin) {
    throw invalidRequest('origin', 'is neither the router’s own nor one of PHIRST_ALLOWED_ORIGINS, so its pages could not use the token');
  }
  await admitMint({ env: c.env, client, turnstileToken: undefined, now });
  return {
    unit,
    capMicroUsd: Math.min(capMicroUsd, configuration.caps.sessionMicroUsd),
    mintedBy: client.key!,
    ...(origin !== undefined && { origin }),
  };
}

/** A page vouches for nothing but its origin: what the token is worth is the deployment's to say. */
async function mintForPage({ c, client, configuration, sessions, fields, fetch, now }: MintInput): Promise<Granted> {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    throw new PhirstError('forbidden', 'Only pages mint without a key: send one with the role "backend" (npm run key -- --role backend).');
  }
  for (const name of ['origin', 'capMicroUsd'] as const) {
    if (fields[name] !== undefined) throw new PhirstError('forbidden', `Only a backend’s key may set "${name}".`, { param: name });
  }
  const { turnstileToken, unit = crypto.randomUUID() } = fields;
  // Nobody guesses another page's: it is random, or a keyed hash.
  if (!PAGE_UNIT.test(unit)) throw invalidRequest('unit', 'of a page: 32 to 128 of the characters A-Z, a-z, 0-9, _ and -, random or a keyed hash');
  const { turnstileSecret } = sessions;
  if (turnstileSecret !== undefined && turnstileToken === undefined) {
    throw new PhirstError('unauthenticated', 'This router wants "turnstileToken", the token of its Turnstile widget.', { param: 'turnstileToken' });
  }
  const isChecked = turnstileSecret !== undefined && turnstileToken !== undefined;
  await admitMint({ env: c.env, client: { ...client, origin }, turnstileToken: isChecked ? turnstileToken : undefined, now });
  if (isChecked) {
    await checkTurnstile({ fetch, secret: turnstileSecret, token: turnstileToken, origin, clientIp: c.req.header('cf-connecting-ip') ?? null });
  }
  const { sessionMicroUsd, anonymousSessionMicroUsd } = configuration.caps;
  return {
    origin,
    unit: `page:${unit}`,
    capMicroUsd: isChecked ? sessionMicroUsd : Math.min(sessionMicroUsd, anonymousSessionMicroUsd),
  };
}

/** Throws `router_not_configured` where there are none. */
export function sessionsOf({ sessions }: Configuration): SessionSettings {
  if (sessions) return sessions;
  throw new PhirstError('router_not_configured', 'Session tokens are off. Set the secret PHIRST_SESSION_SECRET to turn them on.');
}
