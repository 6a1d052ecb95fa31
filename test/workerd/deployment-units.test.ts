// Which policy is whose: sessions, headers, overrides, names; and what the answers and events say of it.
import { env } from 'cloudflare:workers';
import { describe, it } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { booksOfEvent } from '../../router/events/books-of-event.ts';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { errorOf } from './support/chat-body.ts';
import { BASE, experimentOf, newDeployment, policyNamed, startIsolate } from './support/deployment-router.ts';

const { SPEND } = env as Bindings;
const SESSIONS = { PHIRST_SESSION_SECRET: 's'.repeat(40), SPEND };
const built = loadDefaultPolicy();
const variantOf = (response: Response) => response.headers.get('x-phirst-variant');

async function experiment(settings: Bindings = {}) {
  const shared = newDeployment();
  const isolate = startIsolate(shared, settings);
  const hosted = { ...built.hosted, models: built.hosted.models.slice(-1) };
  const [a, b] = [await isolate.store(policyNamed('plain')), await isolate.store(policyNamed('bold', { hosted }))];
  await isolate.change({ kind: 'deploy', policy: a });
  const { deployment } = await isolate.change({ kind: 'start_experiment', experiment: experimentOf({ a, b }) });
  const unitIn = (variant: string) => Array.from({ length: 99 }, (_, index) => `unit-${index}`).find((unit) => assignUnit(deployment, unit).assignment?.variant === variant)!;
  return { shared, isolate, deployment, a, b, unitIn };
}

describe('a unit', () => {
  it('has its variant’s policy, in every isolate the same, and its events say so', async ({ expect }) => {
    const { shared, isolate, unitIn, b } = await experiment();
    const headers = { 'x-phirst-unit': unitIn('b') };
    for (const each of [isolate, startIsolate(shared)]) {
      const response = await each.ask(headers);
      expect([variantOf(response), response.headers.get('x-phirst-policy-hash'), response.headers.get('x-phirst-policy')]).toEqual(['sure/b', b, 'bold']);
      expect(response.headers.get('x-phirst-routed-model')).toBe(built.hosted.models.at(-1)!.id);
    }
    await isolate.settle();
    const assignment = { experiment: 'sure', variant: 'b', isOverride: false, isDivergent: true };
    expect(isolate.events.map(({ event, unit }) => ({ ...event, unit }))).toMatchObject([
      { type: 'decision', unit: headers['x-phirst-unit'], assignment, propensity: 0.5, policyHash: b },
      { type: 'exposure', assignment },
      { type: 'outcome', assignment },
    ]);
  });

  it('that nobody stands for has its variant’s policy, and is counted as nobody', async ({ expect }) => {
    const { isolate, unitIn } = await experiment({ PHIRST_ALLOWED_ORIGINS: 'https://app.example' });
    const response = await isolate.ask({ authorization: '', origin: 'https://app.example', 'x-phirst-unit': unitIn('b') });
    expect([response.status, variantOf(response)]).toEqual([200, 'sure/b']);
    await isolate.settle();
    expect(isolate.events.map(({ event, unit }) => [event.type, unit])).toEqual([['decision', null], ['outcome', null]]);
    expect(isolate.events.flatMap(booksOfEvent).filter((book) => book.startsWith('experiment:'))).toEqual([]);
  });

  it('is told its variant with errors and with every other answer as well', async ({ expect }) => {
    const { isolate, unitIn } = await experiment();
    const headers = { 'x-phirst-unit': unitIn('b') };
    expect(variantOf(await isolate.request('/v1/models', { headers }))).toBe('sure/b');
    const refused = await isolate.ask(headers, { messages: [] });
    expect([refused.status, variantOf(refused)]).toEqual([400, 'sure/b']);
    const explained = await (await isolate.request('/v1/route', { headers, body: { model: 'auto', messages: [{ role: 'user', content: 'hi' }] } })).json();
    expect(explained).toMatchObject({ policy: 'bold', assignment: { experiment: 'sure', variant: 'b', isOverride: false } });
  });

  it('that stands for all users of a server’s key is in no experiment', async ({ expect }) => {
    const { isolate } = await experiment();
    const response = await isolate.ask();
    expect([variantOf(response), response.headers.get('x-phirst-policy')]).toEqual([null, 'plain']);
  });

  it('may be shown another variant on demand, which is marked', async ({ expect }) => {
    const { isolate, unitIn } = await experiment();
    const headers = { 'x-phirst-unit': unitIn('b'), 'x-phirst-overrides': 'sure=a, gone=b' };
    expect(variantOf(await isolate.ask(headers))).toBe('sure/a');
    await isolate.settle();
    expect(isolate.events[0]!.event).toMatchObject({ assignment: { variant: 'a', isOverride: true } });
    const faulty = await isolate.ask({ 'x-phirst-overrides': 'sure' });
    expect([faulty.status, (await errorOf(faulty)).param]).toEqual([400, 'x-phirst-overrides']);
  });

  it('is the one of its page’s session, by the name the page gave it', async ({ expect }) => {
    const { isolate, deployment, unitIn } = await experiment({ ...SESSIONS, PHIRST_ALLOWED_ORIGINS: BASE });
    const own = Array.from({ length: 99 }, (_, index) => `${index}`.padStart(40, 'u')).find((unit) => assignUnit(deployment, `page:${unit}`).assignment?.variant === 'b')!;
    const page = { key: '', headers: { origin: BASE } };
    const minted = await isolate.request('/v1/sessions', { ...page, body: { unit: own } });
    const { token, unit, policy } = await minted.json<{ token: string; unit: string; policy: string }>();
    expect([unit, policy]).toEqual([`page:${own}`, 'plain']);
    // A session's word goes before a header's.
    const response = await isolate.request('/v1/models', { key: token, headers: { origin: BASE, 'x-phirst-unit': unitIn('a') } });
    expect(variantOf(response)).toBe('sure/b');
  });
});

describe('names of policies', () => {
  it('in force all leave the choice to the unit’s own policy, whatever that is called', async ({ expect }) => {
    const { isolate, unitIn } = await experiment();
    const headers = { 'x-phirst-unit': unitIn('b') };
    const response = await isolate.ask(headers, { model: 'phirst/plain' });
    expect(response.status).toBe(200);
    expect([response.headers.get('x-phirst-requested-model'), response.headers.get('x-phirst-policy')]).toEqual(['phirst/plain', 'bold']);
    expect((await isolate.ask(headers, { model: 'phirst/default' })).status).toBe(404);
    const { data } = await (await isolate.request('/v1/models', { headers })).json<{ data: { id: string }[] }>();
    expect(data.map(({ id }) => id).filter((id) => !id.includes('openai/'))).toEqual(['auto', 'phirst/bold', 'phirst/plain']);
  });

  it('of sessions are those in force; one that is over mints anew', async ({ expect }) => {
    const { shared, isolate, a, b } = await experiment({ ...SESSIONS, PHIRST_ALLOWED_ORIGINS: BASE });
    const page = (body: object) => isolate.request('/v1/sessions', { key: '', headers: { origin: BASE }, body });
    const [plain, bold] = await Promise.all([page({}), page({ policy: 'bold' })].map(async (each) => (await (await each).json<{ token: string }>()).token));
    const refused = await page({ policy: 'default' });
    expect((await errorOf(refused)).message).toContain('"plain", "bold"');
    const ask = (key: string, router = isolate) => router.request('/v1/models', { key, headers: { origin: BASE } });
    expect([(await ask(plain!)).status, (await ask(bold!)).status]).toEqual([200, 200]);
    await isolate.change({ kind: 'rollback', policy: b });
    expect((await ask(plain!)).status).toBe(200);
    expect((await errorOf(await ask(bold!))).code).toBe('session_expired');
    // An isolate that doesn't know the new default's name yet looks before it refuses.
    const idle = startIsolate(shared, { ...SESSIONS, PHIRST_ALLOWED_ORIGINS: BASE });
    await idle.request('/v1/models');
    await isolate.change({ kind: 'deploy', policy: b });
    const fresh = await (await page({})).json<{ token: string; policy: string }>();
    expect(fresh.policy).toBe('bold');
    shared.clock.now += 1000;
    expect((await ask(fresh.token, idle)).status).toBe(200);
    expect((await isolate.read()).deployment.previous).toBe(a);
  });
});

describe('what is in force', () => {
  it('is told to clients whole: policies of all variants, and every model that can be called under any', async ({ expect }) => {
    const { isolate, a, b } = await experiment();
    const answer = await (await isolate.request('/v1/policy')).json<{ policies: object; hostedModelIds: string[]; deployment: object }>();
    expect(Object.keys(answer.policies).toSorted()).toEqual([a, b].toSorted());
    expect(answer.hostedModelIds).toEqual(built.hosted.models.map(({ id }) => id).filter((id) => id.startsWith('openai/')));
    expect(answer.deployment).toMatchObject({ policy: a, experiments: [{ key: 'sure' }] });
    const { experiments, policies } = await isolate.read();
    expect(experiments).toMatchObject({ sure: { primary: 'answered', guardrails: [{ metric: 'error' }] } });
    expect(Object.keys(policies)).toHaveLength(2);
  });
});
