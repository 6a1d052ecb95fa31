// A client and what is deployed: which policy a query runs under, and what the router is told of the unit.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import { comparing, deployed, hashOf, policyNamed } from '../../test/support/deployed.ts';
import { createFakeRouter, streamOf, type Deployed } from '../../test/support/fake-router.ts';
import { createReadyPhirst } from '../../test/support/ready-phirst.ts';
import type { PhirstOptions } from '../client-options.ts';

const steady = policyNamed('steady');
/** Sends every question up. */
const upward = policyNamed('upward', { start: { minimumGain: 1, rules: [{ name: 'all-up', when: {}, route: 'hosted' }] } });
const experiment = deployed(7, [steady, upward], { experiments: [comparing([steady, upward])] });

/** Two ids of an app, one for each variant. */
const [ofSteady, ofUpward] = (['steady', 'upward'] as const).map((variant) => {
  for (let number = 0; ; number++) {
    const id = `user-${number}`;
    const unit = createHmac('sha256', 'unit-key').update(id).digest('hex');
    if (assignUnit(experiment.deployment, unit).assignment?.variant === variant) return { id, unit };
  }
}) as [{ id: string; unit: string }, { id: string; unit: string }];

async function clientOf(served: { now: Deployed }, phirst: PhirstOptions = {}) {
  const router = createFakeRouter({ deployed: () => served.now });
  return { router, phirst: await createReadyPhirst({ router, phirst }) };
}

describe('a query', () => {
  it('runs under the variant of its unit, which answer and report name', async () => {
    const one = await clientOf({ now: experiment }, { unit: { id: ofSteady.id } });
    expect(await one.phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'device' });
    const other = await clientOf({ now: experiment }, { unit: { id: ofUpward.id } });
    const answer = await other.phirst.ask('What is the capital of France?').done;
    expect(answer).toMatchObject({ source: 'hosted', reason: 'rule' });
    expect(answer.trace[0]).toMatchObject({ step: 'in_force', detail: { policy: 'upward', hash: hashOf('upward'), sequence: 7, experiment: 'sure', variant: 'upward' } });
    expect(await other.phirst.policy()).toMatchObject({ policy: { name: 'upward' }, hash: hashOf('upward'), sequence: 7, unit: ofUpward.unit, assignment: { experiment: 'sure', variant: 'upward', isOverride: false } });
    // The keyed hash, and nothing of the id.
    expect(other.router.headers.at(other.router.paths.indexOf('/v1/chat/completions'))?.get('x-phirst-unit')).toBe(ofUpward.unit);
    expect(JSON.stringify([other.router.completions, other.router.headers.map((headers) => [...headers])])).not.toContain(ofUpward.id);
  });

  it('runs under a variant on demand, and tells the router', async () => {
    const { phirst, router } = await clientOf({ now: experiment }, { unit: { id: ofSteady.id }, overrides: { sure: 'upward', elsewhere: 'x' } });
    await phirst.ask('What is the capital of France?').done;
    expect(router.headers.at(router.paths.indexOf('/v1/chat/completions'))?.get('x-phirst-overrides')).toBe('sure=upward');
    expect((await phirst.policy()).assignment?.isOverride).toBe(true);
  });

  it('runs under the default policy where nobody can be assigned, and says nothing of a unit', async () => {
    const keyless = { now: { ...experiment, deployment: { ...experiment.deployment, unitKey: '' } } };
    const { phirst, router } = await clientOf(keyless, { unit: { id: ofUpward.id } });
    await phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    expect(await phirst.policy()).toMatchObject({ policy: { name: 'steady' }, assignment: undefined, unit: undefined });
    expect(router.headers.some((headers) => headers.has('x-phirst-unit'))).toBe(false);
  });

  it('runs under the app’s own policy outside of every experiment', async () => {
    const { phirst } = await clientOf({ now: experiment }, { unit: { id: ofUpward.id }, policy: policyNamed('own') });
    expect(await phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'device' });
    const { origin, hash, assignment, sequence } = await phirst.policy();
    expect({ origin, hash, assignment, sequence }).toEqual({ origin: 'app', hash: undefined, assignment: undefined, sequence: 7 });
  });
});

describe('a session', () => {
  it('is minted for the unit, and the unit it was minted for is assigned', async () => {
    const minted: unknown[] = [];
    const router = createFakeRouter({ deployed: () => experiment });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (!(input as string).endsWith('/v1/sessions')) return router.fetch(input, init);
      const { unit } = JSON.parse(init?.body as string) as { unit: string };
      minted.push(unit);
      return Response.json({ token: 'token', expiresInSeconds: 600, unit: `page:${unit}` }, { status: 201 });
    };
    const phirst = await createReadyPhirst({ router, phirst: { fetch, session: true, unit: { id: ofSteady.id } } });
    expect((await phirst.policy()).unit).toBe(`page:${ofSteady.unit}`);
    await phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    expect(minted).toEqual([ofSteady.unit]);
    expect(await phirst.policy()).toMatchObject({ unit: `page:${ofSteady.unit}`, assignment: assignUnit(experiment.deployment, `page:${ofSteady.unit}`).assignment });
    expect(router.headers.some((headers) => headers.has('x-phirst-unit'))).toBe(false);
  });

  it('of an app’s backend is told the unit, and names the one that counts; a key is never assigned', async () => {
    const asked: unknown[] = [];
    const client = (unit?: string) =>
      clientOf({ now: experiment }, { unit: { id: ofSteady.id }, session: async (request) => (asked.push(request.unit), { token: 'token', expiresInSeconds: 600, unit }) });
    const named = await client(ofUpward.unit);
    expect((await named.phirst.policy()).unit).toBeUndefined();
    await named.phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    expect(asked).toEqual([ofSteady.unit]);
    expect(await named.phirst.policy()).toMatchObject({ unit: ofUpward.unit, policy: { name: 'upward' } });
    const byKey = await client('key:backend');
    await byKey.phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    expect(await byKey.phirst.policy()).toMatchObject({ unit: undefined, assignment: undefined });
  });
});

describe('a rollback', () => {
  const before = deployed(7, [upward, steady]);
  const after = deployed(8, [steady, upward], { previous: hashOf('upward') });

  it('reaches a live tab within one query plus one fetch', async () => {
    const served = { now: before };
    const { phirst, router } = await clientOf(served);
    expect(await phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'hosted' });
    served.now = after;
    // This one is on its way under the old policy; its answer tells of the newer one.
    expect(await phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'hosted' });
    const asked = router.paths.length;
    expect(await phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'device' });
    expect(router.paths.slice(asked)).toEqual(['/v1/policy']);
  });

  it('causes no request by a question that may not leave the device', async () => {
    const served = { now: before };
    const { phirst, router } = await clientOf(served);
    await phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    served.now = after;
    await phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    const asked = router.paths.length;
    await phirst.ask('What is the capital of France?', { privacy: 'device-only' }).done;
    expect(router.paths.length).toBe(asked);
  });

  it('holds up no query for longer than a first policy may', async () => {
    const served = { now: before };
    let isHanging = false;
    const router = createFakeRouter({ deployed: () => served.now, complete: () => streamOf(['hosted']) });
    const fetch: typeof globalThis.fetch = (input, init) => (isHanging && (input as string).endsWith('/v1/policy') ? new Promise(() => {}) : router.fetch(input, init));
    const phirst = await createReadyPhirst({ router, phirst: { fetch } });
    served.now = after;
    await phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    isHanging = true;
    const began = performance.now();
    await phirst.ask('Hello?', { mode: 'only_in_cloud' }).done;
    expect(performance.now() - began).toBeLessThan(2500);
  });
});
