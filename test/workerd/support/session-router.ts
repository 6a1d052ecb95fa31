// A router with session tokens over the real spend book, and a clock a test may move.
import { env } from 'cloudflare:workers';
import type { Bindings } from '../../../router/env.ts';
import type { SpendBook } from '../../../router/spend/spend-book.ts';
import { storedKeys } from '../../support/stored-keys.ts';
import { CHAT, chatBody } from './chat-body.ts';
import { COMPLETION, scriptedUpstream, type UpstreamCall } from './scripted-upstream.ts';
import { startRouter } from './start-router.ts';

export const BASE = 'https://phirst.example';
export const APP = 'https://app.example';
export const SECRET = 'a-session-secret-of-forty-eight-characters-long!';
export const KEYS = await storedKeys(['shop', 'backend'], ['web', 'caller'], ['me', 'operator']);

export interface Minted {
  readonly token: string;
  readonly id: string;
  readonly expiresInSeconds: number;
  readonly origin: string | null;
  readonly unit: string;
  readonly policy: string;
  readonly capMicroUsd: number;
}

/** A book that no other test writes into: the real Durable Object, under a name of its own. */
export function newSpendBook() {
  const books = (env as { SPEND: DurableObjectNamespace<SpendBook> }).SPEND;
  const name = crypto.randomUUID();
  return { stub: () => books.getByName(name), SPEND: { getByName: () => books.getByName(name) } };
}

export interface SessionRouterOptions {
  readonly settings?: Bindings;
  readonly answer?: (call: UpstreamCall) => Response | Promise<Response>;
}

export function startSessionRouter({ settings = {}, answer = () => Response.json(COMPLETION) }: SessionRouterOptions = {}) {
  const clock = { now: Date.now() };
  const book = newSpendBook();
  const upstream = scriptedUpstream(answer);
  const router = startRouter({
    env: {
      PROVIDER_KEY: 'sk-1',
      PHIRST_KEYS: KEYS,
      PHIRST_ALLOWED_ORIGINS: `${APP},https://other.example`,
      PHIRST_SESSION_SECRET: SECRET,
      SPEND: book.SPEND,
      ...settings,
    },
    fetch: upstream.fetch,
    now: () => clock.now,
  });
  const mint = (fields: object, headers: Record<string, string>) => router.post(`${BASE}/v1/sessions`, fields, headers);
  return {
    ...router,
    book,
    clock,
    upstream,
    mintAsPage: (fields: object = {}, headers: Record<string, string> = {}) => mint(fields, { origin: APP, ...headers }),
    mintAsBackend: (fields: object = {}) => mint(fields, { authorization: 'Bearer shop' }),
    /** Asks with a token, by default as a page of the app. */
    ask: (token: string, headers: Record<string, string> = { origin: APP }) =>
      router.post(`${BASE}${CHAT}`, chatBody(), { authorization: `Bearer ${token}`, ...headers }),
  };
}

/** `await mintedBy(router.mintAsPage())` */
export async function mintedBy(response: Promise<Response>): Promise<Minted> {
  const settled = await response;
  if (settled.status !== 201) throw new Error(`The mint ended with ${settled.status}: ${await settled.text()}`);
  return settled.json<Minted>();
}
