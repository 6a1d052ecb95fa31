// Labels of the device's answers, through the whole session.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseClientEvent, type ClientEvent } from '../../src/event/client-event.ts';
import { policyNamed } from '../../test/support/deployed.ts';
import { createFakeRouter, streamOf } from '../../test/support/fake-router.ts';
import { createReadyPhirst, SURE, UNSURE } from '../../test/support/ready-phirst.ts';
import type { AskOptions, PhirstOptions } from '../client-options.ts';
import { isDrawn } from './audit-run.ts';

afterEach(() => vi.unstubAllGlobals());

const always = policyNamed('audited', { audit: { share: 1, dailyCostMicroUsd: 1000 } });

interface AuditedInput extends PhirstOptions {
  readonly ask?: AskOptions;
  readonly tokens?: typeof SURE;
  readonly complete?: () => Response;
}

/** Asks once and waits for the audit that is told of it, or a while where none is to be. */
async function audited({ ask = {}, tokens = SURE, complete = () => streamOf(['The capital is Paris.']), ...options }: AuditedInput = {}, awaited: 'audit' | 'nothing' = 'audit') {
  const router = createFakeRouter({ policy: always, complete });
  const events: ClientEvent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!(input as string).endsWith('/v1/events')) return router.fetch(input, init);
    const body = JSON.parse(init?.body as string) as { events: { id: string }[] };
    for (const event of body.events) {
      const parsed = parseClientEvent(event);
      if (!parsed.ok) throw new Error(parsed.error);
      events.push(parsed.value);
    }
    return Response.json({ accepted: body.events.map(({ id }) => id), rejected: [] }, { status: 202 });
  };
  const phirst = await createReadyPhirst({ router, tokens, phirst: { fetch, events: true, auditSample: true, ...options } });
  const answer = phirst.ask('What is the capital of France, canary-9c1?', ask);
  const result = await answer.done;
  const sentBefore = router.completions.length;
  const auditsTold = () => events.filter((event) => event.type === 'audit');
  if (awaited === 'nothing') await new Promise((resolve) => setTimeout(resolve, 150));
  // Events go out by the score.
  const fill = () => {
    for (let count = 0; count < 20; count++) phirst.track(answer.id, 'filler', count);
  };
  fill();
  await vi.waitUntil(() => {
    if (awaited === 'audit' && auditsTold().length === 0) fill();
    return events.length >= 20 && (awaited === 'nothing' || auditsTold().length > 0);
  }, { interval: 50, timeout: 10_000 });
  phirst.dispose();
  const audits = auditsTold();
  return { audits, router, result, sentBefore, purposes: router.completions.map(({ phirst: fields }) => (fields as { purpose?: string }).purpose) };
}

describe('the audit sample', () => {
  it('asks a hosted model after the answer was given, and tells whether they agree, without a text', async () => {
    const { audits, result, sentBefore, purposes } = await audited();
    expect(result.source).toBe('device');
    expect(sentBefore).toBe(0);
    expect(purposes).toEqual(['audit']);
    expect(audits).toMatchObject([{ source: 'sample', share: 1, agreed: true, confidence: result.confidence, tokens: 3, hostedModel: 'reference/large', deviceModel: 'phi-3-nano', accept: { output: { action: 'keep' } } }]);
    expect(JSON.stringify(audits)).not.toMatch(/canary|Paris/);
  });

  it('says where they don’t, by the app’s own comparison where it has one', async () => {
    expect((await audited({ complete: () => streamOf(['Lyon.']) })).audits).toMatchObject([{ agreed: false }]);
    const agree = vi.fn<(device: string, hosted: string) => boolean>(() => true);
    expect((await audited({ complete: () => streamOf(['Lyon.']), auditSample: { agree } })).audits).toMatchObject([{ agreed: true }]);
    expect(agree).toHaveBeenCalledWith('Paris.', 'Lyon.');
  });

  it.each([
    ['without the app’s consent', { auditSample: false }],
    ['of a question for this device alone', { ask: { mode: 'only_on_device' as const } }],
    ['of device-only text', { ask: { privacy: 'device-only' as const } }],
    ['of text that may not leave unredacted', { ask: { privacy: 'redacted' as const } }],
    ['by a policy that has none', { policy: policyNamed('plain', { audit: undefined }) }],
    ['of a question outside of the share', { policy: policyNamed('rare', { audit: { share: 0, dailyCostMicroUsd: 1000 } }) }],
  ])('asks nothing %s', async (_, options) => {
    const { audits, purposes } = await audited(options, 'nothing');
    expect(audits).toEqual([]);
    expect(purposes).toEqual([]);
  });

  it('asks nothing where the browser is to save data', async () => {
    vi.stubGlobal('navigator', { onLine: true, connection: { saveData: true } });
    expect((await audited({}, 'nothing')).purposes).toEqual([]);
  });

  it('tells nothing where the hosted model refused or was cut', async () => {
    const refused = () => Response.json({ error: { code: 'spend_cap_reached', message: 'no' } }, { status: 402 });
    expect((await audited({ complete: refused }, 'nothing')).audits).toEqual([]);
    expect((await audited({ complete: () => streamOf(['Par'], 'length') }, 'nothing')).audits).toEqual([]);
  });

  it('is drawn by the decision’s id, at the policy’s rate', () => {
    const drawn = Array.from({ length: 20_000 }, (_, number) => isDrawn(`decision-${number}`, 0.1)).filter(Boolean).length;
    expect(drawn).toBeGreaterThan(1800);
    expect(drawn).toBeLessThan(2200);
  });
});

it('takes the label of a hand-up for what it is, and asks nothing more', async () => {
  const { audits, purposes, result } = await audited({ tokens: UNSURE });
  expect(result.source).toBe('hosted');
  expect(purposes).toEqual([undefined]);
  expect(audits).toMatchObject([{ source: 'hand_up', share: 1, agreed: false, accept: { output: { action: 'escalate' } } }]);
});
