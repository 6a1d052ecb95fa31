// Everything the Worker logs, and every record it keeps, over good requests and bad ones: no key, no token, and no text.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterEach, beforeEach, it, vi } from 'vitest';
import { createApp } from '../../router/app.ts';
import type { Bindings } from '../../router/env.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { CHAT } from './support/chat-body.ts';
import { APP, BASE, newSpendBook, type Minted } from './support/session-router.ts';
import { COMPLETION, eventStream } from './support/scripted-upstream.ts';

/** Each is somewhere it must not leave: the search below looks for all of them. */
const CANARIES = {
  callerKey: 'canary-caller-key-4f1c',
  wrongKey: 'canary-wrong-key-77aa',
  providerKey: 'canary-provider-key-09de',
  sessionSecret: 'canary-session-secret-long-enough-for-hs256',
  turnstileSecret: 'canary-turnstile-secret-55b1',
  turnstileToken: 'canary-turnstile-token-c3c3',
  question: 'canary-question-8e2d',
  answer: 'canary-answer-1b7f',
  providerError: 'canary-provider-error-6a90',
  thrown: 'canary-thrown-message-e0e0',
  unit: 'canary-unit-d4d4',
  cookie: 'canary-cookie-2222',
  phrase: 'canary-forbidden-phrase-31c7',
  event: 'canary event text 90f2',
};

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir'] as const;
let logged: string[] = [];
beforeEach(() => {
  logged = [];
  for (const method of METHODS) vi.spyOn(console, method).mockImplementation((...values: unknown[]) => void logged.push(values.map(inFull).join(' ')));
});
afterEach(() => vi.restoreAllMocks());

/** As a log shows it, an error with its message, stack and cause. */
function inFull(value: unknown): string {
  if (value instanceof Error) return [value.name, value.message, value.stack, value.cause === undefined ? '' : inFull(value.cause)].join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Behaviour = () => Response | Promise<Response>;
const answer = { ...COMPLETION, choices: [{ index: 0, message: { role: 'assistant', content: CANARIES.answer }, finish_reason: 'stop' }] };
const chunk = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: CANARIES.answer }, finish_reason: null }] })}\n\n`;

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'answers': () => Response.json(answer),
  'streams': () => eventStream([chunk, 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n']),
  'breaks off': () => eventStream([chunk], 'break'),
  'refuses': () => Response.json({ error: { message: CANARIES.providerError } }, { status: 400 }),
  'fails': () => new Response(CANARIES.providerError, { status: 500 }),
  'is no JSON': () => new Response(CANARIES.providerError),
  'throws': () => Promise.reject(new TypeError(CANARIES.thrown)),
  'breaks the router': () => ({ get status(): number { throw new Error(`it broke\n    at ${CANARIES.thrown}`); } }) as unknown as Response,
};

it('finds no key, no token and no text', async ({ expect }) => {
  const records: unknown[] = [];
  let behaviour: Behaviour = BEHAVIOURS['answers']!;
  const app = createApp({
    policy: {
      ...loadDefaultPolicy(),
      safety: { rules: [{ name: 'weapons', on: 'both', contains: [CANARIES.phrase], action: 'refuse' }] },
      hosted: { ...loadDefaultPolicy().hosted, retry: { maximumRetries: 0, maximumDelayMs: 1 } },
    },
    fetch: async (url) => (url.includes('siteverify') ? Response.json({ success: true, hostname: 'app.example' }) : behaviour()),
  });
  const env: Bindings = {
    PROVIDER_KEY: CANARIES.providerKey,
    PHIRST_KEYS: (await storedKeys([CANARIES.callerKey, 'backend'])).replace(CANARIES.callerKey, 'shop'),
    PHIRST_ALLOWED_ORIGINS: APP,
    PHIRST_SESSION_SECRET: CANARIES.sessionSecret,
    PHIRST_TURNSTILE_SECRET: CANARIES.turnstileSecret,
    PHIRST_DAILY_CAP_USD: '100',
    PHIRST_REQUESTS_PER_MINUTE: '1000',
    SPEND: newSpendBook().SPEND,
    EVENTS: { sendBatch: async (batch: Iterable<unknown>) => void records.push(...batch) } as unknown as Queue,
  };
  const send = async (path: string, { body, ...init }: { body?: unknown; method?: string; headers?: Record<string, string> } = {}) => {
    const context = createExecutionContext();
    const headers = { 'content-type': 'application/json', cookie: CANARIES.cookie, ...init.headers };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = new Request(`${BASE}${path}`, { method: body === undefined ? 'GET' : 'POST', ...init, headers, ...(body !== undefined && { body: text }) });
    const response = await app.fetch(request, env, context);
    const read = await response.text().catch(() => '');
    await waitOnExecutionContext(context);
    return { status: response.status, read };
  };
  const key = { authorization: `Bearer ${CANARIES.callerKey}` };
  const chat = { model: 'auto', messages: [{ role: 'user', content: CANARIES.question }] };

  const minted = await send('/v1/sessions', { body: { turnstileToken: CANARIES.turnstileToken }, headers: { origin: APP } });
  const { token } = JSON.parse(minted.read) as Minted;
  await send('/v1/sessions', { body: { turnstileToken: CANARIES.turnstileToken }, headers: { origin: APP } });
  await send('/v1/sessions', { body: { origin: APP, unit: CANARIES.unit }, headers: key });
  const page = { origin: APP, authorization: `Bearer ${token}` };

  const statuses = new Set<number>();
  for (const next of Object.values(BEHAVIOURS)) {
    behaviour = next;
    for (const headers of [key, page]) {
      for (const stream of [false, true]) statuses.add((await send(CHAT, { body: { ...chat, stream }, headers })).status);
    }
  }
  behaviour = BEHAVIOURS['answers']!;
  const [header, payload] = token.split('.') as [string, string];
  for (const headers of [
    { authorization: `Bearer ${CANARIES.wrongKey}` },
    { authorization: `Basic ${CANARIES.wrongKey}` },
    { origin: APP, authorization: `Bearer ${header}.${payload}.${CANARIES.wrongKey}` },
    { origin: 'https://evil.example', authorization: `Bearer ${token}` },
  ]) {
    statuses.add((await send(CHAT, { body: chat, headers })).status);
  }
  for (const body of [
    `{"model":"auto","messages":[{"role":"user","content":"${CANARIES.question}`,
    { ...chat, n: 2, surprise: CANARIES.question },
    { ...chat, model: CANARIES.question },
    { ...chat, messages: [{ role: 'user', content: CANARIES.question.repeat(60_000) }] },
  ]) {
    statuses.add((await send(CHAT, { body, headers: key })).status);
    statuses.add((await send('/v1/route', { body, headers: key })).status);
  }
  const refused = await send(CHAT, { body: { ...chat, messages: [{ role: 'user', content: CANARIES.phrase }] }, headers: key });
  expect(refused).toMatchObject({ status: 400, read: expect.stringContaining('safety_refused') });
  expect(refused.read).not.toContain(CANARIES.phrase);
  const events = [{ type: 'feedback', comment: CANARIES.event }, { type: 'metric', schemaVersion: 1, id: 'event-0001', decisionId: CANARIES.event, observer: 'client', atMs: 1, metric: CANARIES.event, value: 1 }];
  const rejected = await send('/v1/events', { body: { events }, headers: { origin: APP } });
  expect(rejected).toMatchObject({ status: 202, read: expect.stringContaining('"accepted":[]') });
  expect(rejected.read).not.toContain(CANARIES.event);
  await send('/v1/events', { body: `{"events":["${CANARIES.event}`, headers: { origin: APP } });
  // A spend book that is away, for a call and for its settlement.
  const book = env.SPEND;
  const broken = { reserve: async () => ({ kind: 'reserved' }), settle: async () => Promise.reject(new Error(CANARIES.thrown)), admitMint: async () => Promise.reject(new Error(CANARIES.thrown)) };
  Object.assign(env, { SPEND: { getByName: () => broken } });
  await send(CHAT, { body: chat, headers: key });
  await send('/v1/sessions', { body: { unit: CANARIES.unit }, headers: key });
  Object.assign(env, { SPEND: book });
  expect(logged.join('\n')).toContain('settle_failed');
  await send(`/v1/sessions/${CANARIES.unit}`, { method: 'DELETE', headers: key });
  await send('/admin/status', { headers: { authorization: `Bearer ${CANARIES.wrongKey}` } });

  // The requests did what they were to do: without that, silence would prove nothing.
  for (const status of [200, 400, 401, 403, 404, 413, 500]) expect(statuses).toContain(status);
  expect(logged.join('\n')).toContain('internal_error');
  expect(records.length).toBeGreaterThan(10);

  const everything = [...logged, ...records.map(inFull)].join('\n');
  for (const [what, canary] of Object.entries({ ...CANARIES, token, signature: token.split('.')[2]! })) {
    expect(everything.includes(canary), what).toBe(false);
  }
});
