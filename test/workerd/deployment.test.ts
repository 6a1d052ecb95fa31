// From a file to every isolate and back: the real Durable Object and KV, two routers that share them.
import { describe, it } from 'vitest';
import { hexOf, secretDigest } from '../../router/secret-digest.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { policyHash } from '../../src/policy/policy-hash.ts';
import { errorOf } from './support/chat-body.ts';
import { newDeployment, policyNamed, startIsolate, type TestDeployment } from './support/deployment-router.ts';

const BUILT_IN = await policyHash(loadDefaultPolicy(), secretDigest);
const sequenceOf = (response: Response) => Number(response.headers.get('x-phirst-sequence'));
const hashOf = (response: Response) => response.headers.get('x-phirst-policy-hash');

async function twoIsolates(deployment: TestDeployment = newDeployment()) {
  const [busy, idle] = [startIsolate(deployment), startIsolate(deployment)];
  const [b, c] = [await busy.store(policyNamed('b')), await busy.store(policyNamed('c'))];
  return { deployment, busy, idle, b, c };
}

describe('a policy', () => {
  it('is kept under the hash of what it says, once, and given back', async ({ expect }) => {
    const isolate = startIsolate(newDeployment());
    const policy = policyNamed('kept');
    const first = await isolate.request('/admin/policies', { key: 'me', body: policy });
    expect(first.status).toBe(201);
    const { hash } = await first.json<{ hash: string }>();
    expect(hash).toBe(await policyHash(policy, secretDigest));
    const again = await isolate.request('/admin/policies', { key: 'me', body: { ...policy, $schema: './elsewhere.json' } });
    expect([again.status, await again.json()]).toEqual([200, { hash, isNew: false }]);
    const back = await isolate.request(`/admin/policies/${hash}`, { key: 'look' });
    const text = await back.text();
    expect(hexOf(await secretDigest(text))).toBe(hash);
    expect(JSON.parse(text)).toMatchObject({ name: 'kept' });
    expect((await isolate.request(`/admin/policies/${'0'.repeat(64)}`, { key: 'look' })).status).toBe(404);
  });

  it('that is none is refused with every path and what to do', async ({ expect }) => {
    const isolate = startIsolate(newDeployment());
    const response = await isolate.request('/admin/policies', { key: 'me', body: { ...policyNamed('x'), accept: { minimumConfidence: 7 }, extra: 1 } });
    expect(response.status).toBe(400);
    const { code, param, message } = await errorOf(response);
    expect(code).toBe('policy_invalid');
    expect(param).toBe('accept.minimumConfidence');
    expect(message).toContain('extra: is not a field here');
    expect(message).toContain('phirst policy check');
  });
});

describe('where nothing was deployed', () => {
  it('the build’s own policy holds, under the number 0', async ({ expect }) => {
    const isolate = startIsolate(newDeployment());
    const response = await isolate.ask();
    expect([sequenceOf(response), hashOf(response)]).toEqual([0, BUILT_IN]);
    expect((await isolate.read()).deployment).toMatchObject({ epoch: 'built-in', sequence: 0, policy: BUILT_IN });
  });

  it('the first change is kept with the build’s policy as what it goes back to', async ({ expect }) => {
    const { busy, b } = await twoIsolates();
    const { deployment } = await busy.change({ kind: 'deploy', policy: b });
    expect(deployment).toMatchObject({ sequence: 1, policy: b, previous: BUILT_IN });
    expect(deployment.epoch).not.toBe('built-in');
    expect(deployment.unitKey).toMatch(/^[0-9a-f]{32}$/);
    const back = await busy.change({ kind: 'rollback' });
    expect(back.deployment).toMatchObject({ sequence: 2, policy: BUILT_IN, epoch: deployment.epoch, unitKey: deployment.unitKey });
  });
});

describe('a deployment', () => {
  it('holds at once where it was made, and in an idle isolate from the request after the first that finds it 5 s old', async ({ expect }) => {
    const { deployment, busy, idle, b } = await twoIsolates();
    await idle.ask();
    await busy.change({ kind: 'deploy', policy: b });
    expect(hashOf(await busy.ask())).toBe(b);

    deployment.clock.now += 4999;
    expect(sequenceOf(await idle.ask())).toBe(0);
    await idle.settle();
    expect(sequenceOf(await idle.ask())).toBe(0);
    deployment.clock.now += 1;
    const stale = await idle.ask();
    expect([sequenceOf(stale), hashOf(stale)]).toEqual([0, BUILT_IN]);
    await idle.settle();
    const fresh = await idle.ask();
    expect([sequenceOf(fresh), hashOf(fresh), fresh.headers.get('x-phirst-policy')]).toEqual([1, b, 'b']);

    await busy.change({ kind: 'rollback' });
    deployment.clock.now += 5000;
    await idle.ask();
    await idle.settle();
    expect([sequenceOf(await idle.ask()), hashOf(await idle.ask())]).toEqual([2, BUILT_IN]);
  });

  it('holds for an isolate’s very first request', async ({ expect }) => {
    const { busy, idle, b } = await twoIsolates();
    await busy.change({ kind: 'deploy', policy: b });
    expect(hashOf(await idle.ask())).toBe(b);
  });

  it('is told to whoever asks what is in force by an isolate that is a second old', async ({ expect }) => {
    const { deployment, busy, idle, b } = await twoIsolates();
    await idle.ask();
    await busy.change({ kind: 'deploy', policy: b });
    deployment.clock.now += 1000;
    const response = await idle.request('/v1/policy');
    const answer = await response.json<{ hash: string; deployment: { sequence: number }; policies: Record<string, unknown> }>();
    expect(answer).toMatchObject({ hash: b, policy: { name: 'b' }, deployment: { sequence: 1, policy: b } });
    expect(Object.keys(answer.policies)).toEqual([b]);
    expect(sequenceOf(response)).toBe(1);
    const again = await idle.request('/v1/policy', { headers: { 'if-none-match': response.headers.get('etag')! } });
    expect([again.status, sequenceOf(again)]).toEqual([304, 1]);
  });

  it('is told with every answer, errors too', async ({ expect }) => {
    const { busy, b } = await twoIsolates();
    await busy.change({ kind: 'deploy', policy: b });
    const refused = await busy.request('/v1/models', { key: 'nobody' });
    expect([refused.status, sequenceOf(refused)]).toEqual([401, 1]);
    const faulty = await busy.request('/v1/chat/completions', { body: {} });
    expect([faulty.status, sequenceOf(faulty), hashOf(faulty)]).toEqual([400, 1, b]);
  });

  it('is what the decision is made by, and what its events say', async ({ expect }) => {
    const { deployment, busy } = await twoIsolates();
    const models = loadDefaultPolicy().hosted.models.slice(-1);
    const large = await busy.store(policyNamed('large', { hosted: { ...loadDefaultPolicy().hosted, models } }));
    await busy.change({ kind: 'deploy', policy: large });
    const isolate = startIsolate(deployment, { PROVIDER_NAME: models[0]!.id.split('/')[0]! });
    const response = await isolate.ask({ 'x-phirst-unit': 'u' });
    expect(response.headers.get('x-phirst-routed-model')).toBe(models[0]!.id);
    await isolate.settle();
    expect(isolate.events.map(({ event }) => event)).toMatchObject([
      { type: 'decision', policy: 'large', policyHash: large, sequence: 1 },
      { type: 'outcome', policy: 'large', policyHash: large, sequence: 1 },
    ]);
    const explained = await (await isolate.request('/v1/route', { body: { model: 'auto', messages: [{ role: 'user', content: 'hi' }] } })).json();
    expect(explained).toMatchObject({ policy: 'large', policyHash: large, sequence: 1, assignment: null });
    const status = await (await isolate.request('/admin/status', { key: 'look' })).json();
    expect(status).toMatchObject({ policy: { name: 'large', hash: large }, sequence: 1, isFrozen: false });
  });
});

describe('operators', () => {
  it('at once: one is first, the other hears who was and why', async ({ expect }) => {
    const { busy, idle, b, c } = await twoIsolates();
    const said = (policy: string, reason: string) => ({ change: { kind: 'deploy', policy } as const, expectedSequence: 0, reason });
    const answers = await Promise.all([busy.changeWith(said(b, 'b is better'), 'me'), idle.changeWith(said(c, 'c is better'), 'you')]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const { code, message } = await errorOf(answers.find(({ status }) => status === 409)!);
    expect(code).toBe('deployment_conflict');
    expect(message).toMatch(/it is 1 by now\. At 20\S+Z (me|you): Deployed [0-9a-f]{12} \((b|c) is better\)\. Look at it/);
    expect((await busy.read()).deployment.sequence).toBe(1);
  });

  it('that say it twice have said it once, and one key is no other change’s', async ({ expect }) => {
    const { busy, idle, b, c } = await twoIsolates();
    const request = { change: { kind: 'deploy', policy: b } as const, expectedSequence: 0, reason: 'once', idempotencyKey: 'k' };
    const answers = await Promise.all([busy.changeWith(request), idle.changeWith(request), busy.changeWith(request)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await busy.change({ kind: 'deploy', policy: c });
    expect(await (await busy.changeWith(request)).json()).toMatchObject({ deployment: { sequence: 1, policy: b } });
    expect((await busy.read()).deployment).toMatchObject({ sequence: 2, policy: c });
    expect((await busy.changeWith({ ...request, change: { kind: 'freeze' } })).status).toBe(409);
    expect(await busy.audit()).toHaveLength(2);
  });

  it('are remembered by the name of their key, with the reason', async ({ expect }) => {
    const { busy, b } = await twoIsolates();
    await busy.changeWith({ change: { kind: 'deploy', policy: b }, expectedSequence: 0, reason: 'cheaper' }, 'you');
    await busy.change({ kind: 'freeze' });
    expect(await busy.audit()).toEqual([
      { sequence: 2, at: expect.any(Number), by: 'me', reason: 'test', change: { kind: 'freeze' } },
      { sequence: 1, at: expect.any(Number), by: 'you', reason: 'cheaper', change: { kind: 'deploy', policy: b } },
    ]);
    expect(await (await busy.request('/admin/audit?limit=1', { key: 'look' })).json()).toHaveLength(1);
  });

  const faults = [
    [{}, 'change'],
    [{ change: { kind: 'deploy', policy: 'x' }, expectedSequence: 0, reason: 'r' }, 'change.policy'],
    [{ change: { kind: 'conquer' }, expectedSequence: 0, reason: 'r' }, 'change.kind'],
    [{ change: { kind: 'freeze' }, expectedSequence: 0, reason: ' ' }, 'reason'],
    [{ change: { kind: 'freeze' }, reason: 'r' }, 'expectedSequence'],
    [{ change: { kind: 'start_experiment', experiment: { schemaVersion: 1 } }, expectedSequence: 0, reason: 'r' }, 'change.experiment.key'],
  ] as const;
  it.for(faults)('hear where %j is wrong', async ([body, path], { expect }) => {
    const response = await startIsolate(newDeployment()).request('/admin/deployment', { key: 'me', body });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).param).toBe(path);
  });

  it('are the only ones who change anything', async ({ expect }) => {
    const { busy } = await twoIsolates();
    for (const key of ['look', 'web']) {
      expect((await busy.changeWith({ change: { kind: 'freeze' }, expectedSequence: 0, reason: 'r' }, key)).status).toBe(403);
      expect((await busy.request('/admin/policies', { key, body: policyNamed('x') })).status).toBe(403);
    }
    expect((await busy.read()).deployment.isFrozen).toBe(false);
  });

  it('hear what is missing where nothing can be deployed', async ({ expect }) => {
    const isolate = startIsolate(newDeployment(), { DEPLOYMENTS: undefined });
    const response = await isolate.request('/admin/deployment', { key: 'look' });
    expect([response.status, (await errorOf(response)).code]).toEqual([503, 'router_not_configured']);
    expect(sequenceOf(await isolate.ask())).toBe(0);
  });
});
