// The gain model that a policy names, at the edge: read from the site's files, checked, and asked as the SDK asks it.
import { afterEach, beforeEach, describe, inject, it, vi } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { HostedRecord } from '../../src/replay/decision-input.ts';
import { encodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { replayDecision } from '../../src/replay/replay-decision.ts';
import { plainArtefact } from '../support/plain-gain-artefact.ts';
import { CHAT, chatBody } from './support/chat-body.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import type { GainInNode } from './support/gain-in-node.ts';
import { startRouter } from './support/start-router.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    gainInNode: GainInNode;
  }
}

const { policy, sha256, bytes, cases } = inject('gainInNode');
const artefact = Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0));
const COMPLETION = { id: '1', object: 'chat.completion', created: 1, model: 'gpt-4o', choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }], usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 } };

function site(answer: () => Response | Promise<Response>) {
  const asked: string[] = [];
  return {
    asked,
    fetch: async (url: string) => {
      asked.push(new URL(url).pathname);
      return answer();
    },
  };
}

function start({ assets, under = policy, now }: { assets?: ReturnType<typeof site> | undefined; under?: Policy; now?: () => number } = {}) {
  const recorded: StoredEvent[] = [];
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  const router = startRouter({
    env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1', ...(assets && { ASSETS: assets }) },
    fetch: upstream.fetch,
    policy: under,
    ...(now && { now }),
    eventsOf: () => ({ record: async (events) => void recorded.push(...events), recordAll: async () => undefined }),
  });
  const ask = async (path: string, question: string) => (await router.post(path, chatBody({ messages: [{ role: 'user', content: question }] }))).json<any>();
  return { recorded, explain: (question: string) => ask('/v1/route', question), chat: (question: string) => ask(CHAT, question) };
}

// The operator's log is told as well, which is no test's business.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

describe('the gain model at the edge', () => {
  it('says in workerd the very numbers and takes the very decision that Node does', async ({ expect }) => {
    const assets = site(() => new Response(artefact));
    const { explain } = start({ assets });
    for (const { question, estimate, start: decided } of cases) {
      const { start: explained } = await explain(question);
      expect(explained.gainModel).toEqual({ sha256, state: 'used', sentence: expect.any(String), estimate });
      expect(explained).toMatchObject(JSON.parse(JSON.stringify({ device: 'phi-3-mini-4k', route: decided.route, reason: decided.reason, forecast: decided.forecast })));
    }
    // Read once, and from where the pages fetch it.
    expect(assets.asked).toEqual([`/gain/${sha256}.gain`]);
    // The questions are such that all of it is shown.
    expect(new Set(cases.map(({ estimate }) => estimate.isFamiliar))).toEqual(new Set([true, false]));
    expect(new Set(cases.map(({ start: { route } }) => route))).toEqual(new Set(['device', 'hosted']));
  });

  it('asks the strongest model where the gain says that the device would fail, and its event can be decided again', async ({ expect }) => {
    const { explain, chat, recorded } = start({ assets: site(() => new Response(artefact)) });
    const [most] = cases.filter(({ start: { reason } }) => reason === 'expected_gain').toSorted((one, other) => other.estimate.gain - one.estimate.gain);
    const easy = cases.find(({ start: { reason } }) => reason === 'device_first')!;
    expect((await explain(most!.question)).routedModel).toBe('openai/gpt-4o');
    expect((await explain(easy.question)).routedModel).toBe('openai/gpt-4o-mini');

    const answer = await chat(most!.question);
    expect(answer.phirst).toMatchObject({ routedModel: 'openai/gpt-4o', gainModel: 'used' });
    const made = recorded.map(({ event }) => event).find((event) => event.type === 'decision') as unknown as { readonly record: HostedRecord };
    expect(made.record.input.estimate).toEqual(most!.estimate);
    expect(replayDecision(made.record, policy)).toEqual(made.record.output);
  });

  it('lets no answer wait for it: the first one is decided without, and says so', async ({ expect }) => {
    const gate = Promise.withResolvers<Response>();
    const { chat, explain } = start({ assets: site(() => gate.promise) });
    expect((await chat('Hi')).phirst.gainModel).toBe('on_its_way');
    gate.resolve(new Response(artefact));
    await expect.poll(async () => (await chat('Hi')).phirst.gainModel).toBe('used');
    expect((await explain('Hi')).start.gainModel.state).toBe('used');
  });

  it.for([
    ['no_assets', undefined],
    ['not_found', () => new Response('', { status: 404 })],
    ['wrong_content', () => new Response(artefact.slice(0, -1))],
    ['unreachable', () => Promise.reject(new Error('away'))],
    ['unreachable', () => new Response('', { status: 500 })],
  ] as const)('%s: published scores tell the gain, with the reason and without an error', async ([state, answer], { expect }) => {
    const [first] = cases;
    const faulty = start({ assets: answer && site(answer) });
    const plain = start({ under: { ...policy, start: { ...policy.start, gainModel: undefined } } });
    const { start: told } = await faulty.explain(first!.question);
    const { start: without } = await plain.explain(first!.question);
    expect(told.gainModel).toMatchObject({ sha256, state, estimate: null });
    expect(told.forecast).toEqual(without.forecast);
    expect(without.gainModel).toBeNull();
    expect((await faulty.chat('Hi')).phirst).toMatchObject({ gainModel: state });
  });

  it('a file of another version is not understood, whatever its name', async ({ expect }) => {
    const other = new Uint8Array(100);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', other));
    const name = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const { explain } = start({ assets: site(() => new Response(other)), under: { ...policy, start: { ...policy.start, gainModel: { sha256: name } } } });
    expect((await explain('Hi')).start.gainModel).toMatchObject({ state: 'not_understood', estimate: null });
  });

  it('explains the start on a device of the artefact’s own model, even one that the catalog doesn’t have', async ({ expect }) => {
    const own = encodeGainArtefact(plainArtefact({ device: 'our-own-mini' }));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', own));
    const name = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const { explain } = start({ assets: site(() => new Response(own)), under: { ...policy, start: { ...policy.start, gainModel: { sha256: name } } } });
    const { start: told } = await explain('Hi');
    expect(told).toMatchObject({ device: 'our-own-mini', gainModel: { state: 'used', estimate: { against: 'gpt-4o-2024-05-13' } } });
  });

  it('is asked for again a minute later, not with every question', async ({ expect }) => {
    let ms = 1_000_000;
    let isThere = false;
    const assets = site(() => (isThere ? new Response(artefact) : new Response('', { status: 404 })));
    const { explain } = start({ assets, now: () => ms });
    await explain('Hi');
    isThere = true;
    expect((await explain('Hi')).start.gainModel.state).toBe('not_found');
    ms += 61_000;
    expect((await explain('Hi')).start.gainModel.state).toBe('used');
    expect(assets.asked).toHaveLength(2);
  });

  it('is no part of an answer under a policy that names none', async ({ expect }) => {
    const { chat } = start({ under: { ...policy, start: { ...policy.start, gainModel: undefined } } });
    expect((await chat('Hi')).phirst).not.toHaveProperty('gainModel');
  });
});
