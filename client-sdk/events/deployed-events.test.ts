// What a client records of queries under a deployment, and how it gets to the router.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseClientEvent, type ClientEvent } from '../../src/event/client-event.ts';
import { replayAccept, replayStart } from '../../src/replay/replay-decision.ts';
import { comparing, deployed, hashOf, policyNamed } from '../../test/support/deployed.ts';
import { createFakeRouter } from '../../test/support/fake-router.ts';
import { createReadyPhirst, SURE, UNSURE } from '../../test/support/ready-phirst.ts';
import type { AskOptions, PhirstOptions } from '../client-options.ts';

afterEach(() => vi.unstubAllGlobals());

const steady = policyNamed('steady');
const strict = policyNamed('strict', { accept: { ...steady.accept, minimumConfidence: 1 } });
const served = deployed(7, [steady, strict], { experiments: [comparing([steady, strict])] });

type Question = readonly [question: string, options?: AskOptions];

/** Asks, and gives the events as the router reads them, with each request to /v1/events. */
async function record(questions: readonly Question[], { tokens = SURE, onLeaving, ...options }: PhirstOptions & { tokens?: typeof SURE; onLeaving?: () => void } = {}) {
  const router = createFakeRouter({ deployed: () => served });
  const posts: { authorization: string | null; body: { session?: string; events: unknown[] } }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const path = new URL(input as string).pathname;
    if (path === '/v1/sessions') return Response.json({ token: 'session-token', expiresInSeconds: 600, unit: 'page:unit' }, { status: 201 });
    if (path !== '/v1/events') return router.fetch(input, init);
    const body = JSON.parse(init?.body as string) as { session?: string; events: { id: string }[] };
    posts.push({ authorization: new Headers(init?.headers).get('authorization'), body });
    return Response.json({ accepted: body.events.map(({ id }) => id), rejected: [] }, { status: 202 });
  };
  const phirst = await createReadyPhirst({ router, tokens, phirst: { fetch, events: true, overrides: { sure: 'steady' }, ...options } });
  let last = '';
  for (const [question, askOptions] of questions) {
    const answer = phirst.ask(question, askOptions);
    last = answer.id;
    await answer.done.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (let count = 0; count < 20; count++) phirst.track(last, 'filler', count);
  await vi.waitUntil(() => posts.flatMap(({ body }) => body.events).length >= 20);
  if (onLeaving) {
    phirst.feedback(last, 'good');
    await new Promise((resolve) => setTimeout(resolve, 5));
    onLeaving();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const events = posts
    .flatMap(({ body }) => body.events)
    .map((event) => {
      const parsed = parseClientEvent(event);
      if (!parsed.ok) throw new Error(parsed.error);
      return parsed.value;
    });
  phirst.dispose();
  const of = <Type extends ClientEvent['type']>(type: Type) => events.filter((event): event is Extract<ClientEvent, { type: Type }> => event.type === type);
  return { of, posts };
}

describe('a decision', () => {
  it('names the policy, the number and the variant, and is made again from what was sent', async () => {
    const { of } = await record([['What is the capital of France?', { budget: { totalMs: 20_000 }, maxTokens: 50 }], ['Why?', { mode: 'only_in_cloud' }]]);
    const [decision, hosted] = of('decision');
    expect(decision).toMatchObject({
      policy: 'steady',
      policyHash: hashOf('steady'),
      sequence: 7,
      assignment: { experiment: 'sure', variant: 'steady', isOverride: true, isDivergent: true },
      deviceClass: 'desktop-scripted',
      propensity: 1,
      hostedCostMicroUsd: expect.any(Number),
    });
    for (const made of [decision, hosted]) {
      const { route, reason, rule } = made!;
      expect(replayStart(made!.input!, steady)).toEqual({ route, reason, rule });
    }
    const [outcome] = of('outcome');
    expect(outcome).toMatchObject({ isEscalated: false, isRetry: false, accept: { output: { action: 'keep' }, propensity: 0.5 } });
    expect(replayAccept(outcome!.accept!.input, steady)).toEqual(outcome!.accept!.output);
    expect(replayAccept(outcome!.accept!.input, strict).action).toBe('escalate');
  });

  it('tells that a hosted model took over', async () => {
    const { of } = await record([['What is the capital of France?']], { tokens: UNSURE });
    expect(of('outcome')[0]).toMatchObject({ source: 'hosted', isEscalated: true, accept: { output: { action: 'escalate', reason: 'low_confidence' } } });
  });

  it('sends nothing to decide device-only text again by', async () => {
    const { of } = await record([['What dose of insulin do I need?', { privacy: 'device-only' }], ['Hello?']]);
    expect(of('decision').find(({ privacy }) => privacy === 'device-only')).toMatchObject({ input: null, description: null, policyHash: hashOf('steady') });
    expect(of('outcome')[0]?.accept).toBeNull();
  });
});

it('tells of an exposure once for the unit, the experiment and the policy', async () => {
  const { of } = await record([['What is the capital of France?'], ['And of Spain?'], ['And of Peru?']]);
  expect(of('exposure')).toMatchObject([{ policyHash: hashOf('steady'), sequence: 7, assignment: { experiment: 'sure', variant: 'steady' } }]);
  expect(of('decision')).toHaveLength(3);
});

it('marks a question that was asked again, whose words it doesn’t tell', async () => {
  const { of, posts } = await record([['What is the capital of France?'], ['Why?'], ['What is the capital of France? '], ['Secret', { privacy: 'device-only' }], ['Secret', { privacy: 'device-only' }]]);
  expect(of('outcome').map(({ isRetry }) => isRetry)).toEqual([false, false, true, false, false]);
  expect(JSON.stringify(posts)).not.toMatch(/France|Secret/);
});

describe('events go with', () => {
  it('the session’s token, which is minted for them', async () => {
    const { posts } = await record([['What is the capital of France?']], { session: true });
    expect(posts[0]).toMatchObject({ authorization: 'Bearer session-token' });
  });

  it('the token in their body from a page that is being left', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    vi.stubGlobal('document', page);
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('removeEventListener', () => {});
    const onLeaving = () => {
      page.visibilityState = 'hidden';
      page.dispatchEvent(new Event('visibilitychange'));
    };
    const { posts, of } = await record([['What is the capital of France?']], { session: true, onLeaving });
    expect(of('feedback')).toHaveLength(1);
    expect(posts.at(-1)).toMatchObject({ authorization: null, body: { session: 'session-token', events: [{ type: 'feedback' }] } });
    expect(posts[0]?.body.session).toBeUndefined();
  });

  it('the token of a hosted answer, when the page is left before a batch was sent', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    vi.stubGlobal('document', page);
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('removeEventListener', () => {});
    const bodies: { session?: string; events: unknown[] }[] = [];
    const router = createFakeRouter({ deployed: () => served });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const path = new URL(input as string).pathname;
      if (path === '/v1/sessions') return Response.json({ token: 'session-token', expiresInSeconds: 600, unit: 'page:unit' }, { status: 201 });
      if (path !== '/v1/events') return router.fetch(input, init);
      bodies.push(JSON.parse(init?.body as string) as { session?: string; events: unknown[] });
      return Response.json({ accepted: [], rejected: [] }, { status: 202 });
    };
    const phirst = await createReadyPhirst({ router, phirst: { fetch, events: true, session: true } });
    await phirst.ask('What is the capital of France?', { mode: 'only_in_cloud' }).done;
    await new Promise((resolve) => setTimeout(resolve, 100));
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(bodies).toMatchObject([{ session: 'session-token', events: expect.arrayContaining([expect.objectContaining({ type: 'outcome', source: 'hosted' })]) }]);
    phirst.dispose();
  });

  it('nothing where no session is given, rather than being lost', async () => {
    const refused = async () => Promise.reject(new Error('no'));
    const { posts, of } = await record([['What is the capital of France?']], { session: refused });
    expect(posts[0]?.authorization).toBeNull();
    expect(of('outcome')).toHaveLength(1);
  });
});
