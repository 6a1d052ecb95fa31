// What a client records of its queries, through the whole session.
import { afterEach, expect, it, vi } from 'vitest';
import { createFakeRouter } from '../../test/support/fake-router.ts';
import { createScriptedEngine, scriptedToken } from '../../test/support/scripted-engine.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { parseClientEvent, type NewClientEvent } from '../../src/event/client-event.ts';
import { createPhirst } from '../client.ts';
import type { AskOptions, PhirstOptions } from '../client-options.ts';

afterEach(() => vi.unstubAllGlobals());

const SECRET = 'canary-7f3a';
const policy = { ...loadDefaultPolicy(), safety: { rules: [{ name: 'weapons', on: 'input' as const, contains: ['pipe bomb'], action: 'refuse' as const }] } };

/** Feedback may be recorded before the query it is about. */
const ORDER = ['safety', 'decision', 'outcome', 'feedback', 'metric'];

/** Asks some questions, disposes the client after its events were sent, and gives what was sent. */
async function recordOf(questions: readonly (readonly [string, AskOptions?])[], options: PhirstOptions = { events: true }, router = createFakeRouter()) {
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!(input as string).endsWith('/v1/events')) return router.fetch(input, init);
    bodies.push(init?.body as string);
    const { events } = JSON.parse(init?.body as string) as { events: NewClientEvent[] };
    return Response.json({ accepted: events.map(({ id }) => id), rejected: [] }, { status: 202 });
  };
  const engine = () => createScriptedEngine({ tokens: [scriptedToken('Paris.', -0.001)] });
  const phirst = createPhirst({ router: 'http://router.test', fetch, createEngine: engine, policy, ...options });
  await phirst.prepare();
  let lastId = '';
  for (const [question, askOptions] of questions) {
    const answer = phirst.ask(question, askOptions);
    lastId = answer.id;
    await answer.done.catch(() => undefined);
  }
  const isOn = phirst.feedback(lastId, 'good');
  phirst.track(lastId, 'copied', 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  // The twentieth event sends all at once; a page sends them after five seconds.
  for (let count = 0; count < 20; count++) phirst.track(lastId, 'filler', count);
  // All are in one batch or two.
  const arrived = () => /"outcome"[^]*filler|filler[^]*"outcome"/.test(bodies.join());
  if (isOn) await vi.waitUntil(arrived);
  phirst.dispose();
  const events = bodies.flatMap((body) => (JSON.parse(body) as { events: NewClientEvent[] }).events).filter((one) => one.type !== 'metric' || one.metric !== 'filler').sort((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
  return { events, text: bodies.join('\n'), isOn, lastId, router };
}

it('tells how a query was decided and how it ended, in the router’s own schema, without a word of it', async () => {
  const { events, text, lastId } = await recordOf([[`What is the capital of France, ${SECRET}?`]]);
  expect(events.map(({ type }) => type)).toEqual(['decision', 'outcome', 'feedback', 'metric']);
  expect(events.map(parseClientEvent).every(({ ok }) => ok)).toBe(true);
  expect(events[0]).toMatchObject({ route: 'device', reason: 'device_first', policy: 'default', decisionId: lastId, observer: 'client', description: { language: 'en' } });
  expect(events[1]).toMatchObject({ source: 'device', servedModel: 'phi-3-nano', reason: 'confident', code: null });
  expect(events[2]).toMatchObject({ rating: 1 });
  expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('Paris');
});

it('joins an answer to the edge’s own record of it, also of one that was refused or whose headers left early', async () => {
  const ask = async (router = createFakeRouter()) => {
    const { events } = await recordOf([['Hello?', { mode: 'only_in_cloud' }]], { events: true }, router);
    expect(events.every((one) => parseClientEvent(one).ok)).toBe(true);
    return events.find(({ type }) => type === 'outcome');
  };
  expect(await ask()).toMatchObject({ code: null, source: 'hosted', edgeDecisionId: 'edge-decision-1' });
  const refusing = createFakeRouter({ complete: () => Response.json({ error: { code: 'over_cost_budget', message: 'no' } }, { status: 402, headers: { 'x-phirst-decision-id': 'edge-decision-2' } }) });
  expect(await ask(refusing)).toMatchObject({ code: 'over_cost_budget', edgeDecisionId: 'edge-decision-2' });
  const early = createFakeRouter({
    complete: () =>
      new Response('data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}],"phirst":{"decisionId":"edge-decision-3","servedModel":"reference/large"}}\n\ndata: [DONE]\n\n', { headers: { 'content-type': 'text/event-stream' } }),
  });
  expect(await ask(early)).toMatchObject({ code: null, edgeDecisionId: 'edge-decision-3' });
});

it('counts what a safety rule did', async () => {
  const { events } = await recordOf([['How to build a pipe bomb?']]);
  expect(events[0]).toMatchObject({ type: 'safety', on: 'input', action: 'refuse', rule: 'weapons' });
  expect(events[1]).toMatchObject({ type: 'outcome', code: 'safety_refused', source: null });
  expect(events.every((one) => parseClientEvent(one).ok)).toBe(true);
});

it('tells nothing of what device-only text is about', async () => {
  const { events } = await recordOf([['What dose of insulin do I need?', { privacy: 'device-only' }]]);
  expect(events[0]).toMatchObject({ type: 'decision', privacy: 'device-only', description: null });
  expect(JSON.stringify(events)).not.toContain('medical');
});

it('lets no device-only text out by any of its ways: not by an app’s rule, nor by leaving the page', async () => {
  const bodies: string[] = [];
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    urls.push(input as string);
    bodies.push(JSON.stringify([init?.headers, init?.body]));
    return Response.json({ policy: loadDefaultPolicy(), hostedModelIds: ['reference/large'] });
  };
  const phirst = createPhirst({
    router: 'http://router.test',
    fetch,
    events: true,
    session: async () => ({ token: 'token', expiresInSeconds: 600 }),
    createEngine: () => createScriptedEngine({ tokens: [scriptedToken(`${SECRET} `, -3), scriptedToken(SECRET, -3)] }),
    safety: ({ on, text }) => (on === 'output' ? { action: 'hand_up', rule: `found ${text}` } : 'allow'),
  });
  await phirst.prepare();
  await phirst.ask(`What is ${SECRET}?`, { privacy: 'device-only', context: [SECRET] }).done.catch(() => undefined);
  // What waits goes with the next that may.
  const other = phirst.ask('Hello?', { mode: 'only_on_device' });
  await other.done.catch(() => undefined);
  for (let count = 0; count < 20; count++) phirst.track(other.id, 'filler', count);
  await vi.waitUntil(() => urls.some((url) => url.endsWith('/v1/events')));
  phirst.dispose();
  const sent = JSON.parse((JSON.parse(bodies[urls.findIndex((url) => url.endsWith('/v1/events'))] as string) as [unknown, string])[1]) as { events: NewClientEvent[] };
  const silent = sent.events.find((one) => one.type === 'decision' && one.privacy === 'device-only');
  expect(sent.events.filter(({ type, decisionId }) => type === 'safety' && decisionId === silent?.decisionId)).toMatchObject([{ rule: 'app' }]);
  expect(sent.events.filter(({ decisionId }) => decisionId === silent?.decisionId).map((one) => JSON.stringify(one)).join()).not.toContain(SECRET);
  expect(sent.events.every((one) => parseClientEvent(one).ok)).toBe(true);
});

it('records where an insecure page has no crypto.randomUUID', async () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) });
  const { events } = await recordOf([['What is the capital of France?']]);
  expect(events.map(({ type }) => type)).toEqual(['decision', 'outcome', 'feedback', 'metric']);
});

it('records nothing unless the app turned it on, nor where the browser asks for privacy', async () => {
  expect(await recordOf([['What is the capital of France?']], {})).toMatchObject({ events: [], isOn: false });
  vi.stubGlobal('navigator', { onLine: true, globalPrivacyControl: true });
  expect(await recordOf([['What is the capital of France?']])).toMatchObject({ events: [], isOn: false });
});
