// What the edge sees of its hosted models changes whom it asks next, and a decision made from that can be made again.
import { describe, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { HostedRecord } from '../../src/replay/decision-input.ts';
import { replayHosted } from '../../src/replay/replay-decision.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { CHAT, chatBody } from './support/chat-body.ts';
import { newTrafficBook } from './support/new-traffic-book.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';
import { audit, RECEIVED_AT } from './support/stored-events.ts';

const UNSURE = { phirst: { reason: 'low_confidence' } };

describe('a model that fails', () => {
  it('is asked later, and the decision tells what had been seen', async ({ expect }) => {
    const kept: StoredEvent[] = [];
    const upstream = scriptedUpstream(({ body }) => (body['model'] === 'gpt-4o' ? new Response('no answer at all') : Response.json(COMPLETION)));
    const router = startRouter({
      env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' },
      fetch: upstream.fetch,
      eventsOf: () => ({ record: async (events) => void kept.push(...events), recordAll: async () => undefined }),
    });
    const ask = async (fields = {}) => {
      const response = await router.post(CHAT, chatBody({ ...UNSURE, ...fields }));
      await response.text();
      return response.headers.get('x-phirst-routed-model');
    };
    expect(await ask()).toBe('openai/gpt-4o');
    for (let times = 0; times < 11; times++) await ask();
    expect(await ask()).toBe('openai/gpt-4o-mini');

    const explained = await (await router.post('/v1/route', chatBody(UNSURE))).json<{ models: readonly { id: string }[] }>();
    expect(explained.models.map(({ id }) => id)).toEqual(['openai/gpt-4o-mini', 'openai/gpt-4o']);

    const records = kept.flatMap(({ event }) => (event.type === 'decision' && 'record' in event ? [event.record] : []));
    expect(records.at(-1)?.input.observed?.['openai/gpt-4o']?.failed).toBeGreaterThan(5);
    for (const { input, output } of records) expect(replayHosted(JSON.parse(JSON.stringify(input)) as HostedRecord['input'], loadDefaultPolicy())).toEqual(output);
  });
});

describe('a conversation', () => {
  it('keeps its hosted model where another is not worth the change', async ({ expect }) => {
    const { worth, ...policy } = loadDefaultPolicy();
    const loyal = { ...policy, worth: { ...worth!, modelSwitchMicroUsd: 100_000 } };
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, policy: loyal });
    const first = async (phirst: object) => (await (await router.post('/v1/route', chatBody({ phirst }))).json<{ routedModel: string }>()).routedModel;
    expect(await first({ reason: 'low_confidence' })).toBe('openai/gpt-4o');
    expect(await first({ reason: 'low_confidence', previousModel: 'openai/gpt-4o-mini' })).toBe('openai/gpt-4o-mini');
  });
});

describe('the book of traffic', () => {
  it('sums up agreement by hosted model and task, each event once', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const accept = { input: { description: { task: 'knowledge' } } };
    const calibrated = (id: string, agreed: boolean) => {
      const stored = audit(id, 0.75, agreed);
      return { ...stored, event: { ...stored.event, isCalibrated: true, accept } } as unknown as StoredEvent;
    };
    await book.add([calibrated('one', true), calibrated('two', false), audit('three', 0.75, true)]);
    await book.add([calibrated('one', true)]);
    const sums = await book.agreement({ fromMs: RECEIVED_AT - 3_600_000, toMs: RECEIVED_AT + 3_600_000 });
    expect(sums).toMatchObject([{ model: 'reference/large', task: 'knowledge', bin: 7, agreed: 1, disagreed: 1, confidence: 1.5 }]);
  });
});
