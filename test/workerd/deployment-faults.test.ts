// Whatever is away, slow, old or restarts: what is in force is one whole deployment, and never one that is over.
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, it, vi } from 'vitest';
import type { DeploymentBookStub } from '../../router/deployment/deployment-protocol.ts';
import { canonicalPolicy } from '../../src/policy/policy-hash.ts';
import { newDeployment, policyNamed, startIsolate, type TestDeployment } from './support/deployment-router.ts';

const sequenceOf = (response: Response) => Number(response.headers.get('x-phirst-sequence'));
const hashOf = (response: Response) => response.headers.get('x-phirst-policy-hash');
const logged = () => vi.spyOn(console, 'error').mockReturnValue();

afterEach(() => vi.restoreAllMocks());

/** The book with some of its methods replaced. */
function through(deployment: TestDeployment, changed: Partial<DeploymentBookStub>): TestDeployment {
  const stub: DeploymentBookStub = {
    newerThan: (known) => deployment.stub().newerThan(known),
    read: () => deployment.stub().read() as never,
    change: (...given) => deployment.stub().change(...given) as never,
    storePolicy: (...given) => deployment.stub().storePolicy(...given),
    policy: (hash) => deployment.stub().policy(hash),
    storedPolicies: (hashes) => deployment.stub().storedPolicies(hashes),
    audit: (limit) => deployment.stub().audit(limit) as never,
    experiments: () => deployment.stub().experiments() as never,
    experiment: (key) => deployment.stub().experiment(key) as never,
    ...changed,
  };
  return { ...deployment, DEPLOYMENTS: { getByName: () => stub } };
}

async function deployed() {
  const deployment = newDeployment();
  const operator = startIsolate(deployment);
  const [b, c] = [await operator.store(policyNamed('b')), await operator.store(policyNamed('c'))];
  await operator.change({ kind: 'deploy', policy: b });
  return { deployment, operator, b, c };
}

/** Two requests: the first finds it stale, the second has what was read behind it. */
async function afterRefresh(isolate: ReturnType<typeof startIsolate>, { clock }: TestDeployment): Promise<Response> {
  clock.now += 5000;
  await isolate.ask();
  await isolate.settle();
  return isolate.ask();
}

describe('a book that', () => {
  it('is away leaves the last one known in force, and is asked again five seconds later', async ({ expect }) => {
    const errors = logged();
    const { deployment, operator, b, c } = await deployed();
    let isAway = false;
    let asked = 0;
    const isolate = startIsolate(through(deployment, {
      newerThan: (known) => {
        asked++;
        return isAway ? Promise.reject(new Error('down')) : deployment.stub().newerThan(known);
      },
    }));
    await isolate.ask();
    isAway = true;
    await operator.change({ kind: 'deploy', policy: c });
    expect(hashOf(await afterRefresh(isolate, deployment))).toBe(b);
    expect(asked).toBe(2);
    expect(errors.mock.calls).toEqual([['{"event":"deployment_not_read","name":"Error"}']]);
    isAway = false;
    expect(hashOf(await afterRefresh(isolate, deployment))).toBe(c);
  });

  it('is away from the start leaves the build’s policy', async ({ expect }) => {
    logged();
    const { deployment } = await deployed();
    const isolate = startIsolate(through(deployment, { newerThan: () => Promise.reject(new Error('down')) }));
    const response = await isolate.ask();
    expect([response.status, sequenceOf(response)]).toEqual([200, 0]);
  });

  it('hangs is waited for a quarter of a second by an isolate’s first request, and by no other', async ({ expect }) => {
    const { deployment } = await deployed();
    const isolate = startIsolate(through(deployment, { newerThan: () => new Promise(() => {}) }));
    const begun = performance.now();
    expect(sequenceOf(await isolate.ask())).toBe(0);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(240);
    deployment.clock.now += 5000;
    // The quickest of several: had they to wait, not one would be quicker, however busy the machine.
    let quickest = Infinity;
    for (let ask = 0; ask < 10 && quickest >= 240; ask++) {
      const then = performance.now();
      await Promise.all([isolate.ask(), isolate.ask(), isolate.ask()]);
      quickest = Math.min(quickest, performance.now() - then);
    }
    expect(quickest).toBeLessThan(240);
  });

  it('answers with an older deployment of the same epoch is not believed', async ({ expect }) => {
    const { deployment, operator, c } = await deployed();
    const old = await deployment.stub().newerThan({ epoch: '', sequence: 0 });
    await operator.change({ kind: 'deploy', policy: c });
    let replayed = false;
    const isolate = startIsolate(through(deployment, { newerThan: (known) => (replayed ? Promise.resolve(old as never) : deployment.stub().newerThan(known)) }));
    expect(hashOf(await isolate.ask())).toBe(c);
    replayed = true;
    const response = await afterRefresh(isolate, deployment);
    expect([sequenceOf(response), hashOf(response)]).toEqual([2, c]);
  });

  it('restarts amid changes leaves each of them whole or undone, with its audit entry', async ({ expect }) => {
    logged();
    const { deployment, b, c } = await deployed();
    const writer = startIsolate(deployment);
    const running = Array.from({ length: 40 }, async (_, index) => {
      await scheduler.wait(index % 7);
      return writer.change({ kind: 'deploy', policy: index % 2 === 0 ? c : b }).then(() => 'done', () => 'refused');
    });
    const aborts = [1, 3, 5].map(async (ms) => {
      await scheduler.wait(ms);
      await runInDurableObject(deployment.stub(), (_, context) => context.abort('restart')).catch(() => undefined);
    });
    await Promise.all([...running, ...aborts]);
    const { deployment: held } = (await deployment.stub().read()) as { deployment: { sequence: number; policy: string; previous: string } };
    const audit = await deployment.stub().audit(1000);
    expect(audit.map(({ sequence }) => sequence)).toEqual(Array.from({ length: held.sequence }, (_, index) => held.sequence - index));
    expect(audit[0]!.change).toMatchObject({ kind: 'deploy', policy: held.policy });
    expect(held.previous).not.toBe(held.policy);
  });
});

describe('a change that is cut off', () => {
  it('within its transaction leaves the old deployment whole', async ({ expect }) => {
    const { deployment, b, c } = await deployed();
    // The last thing a change writes fails: everything before it is taken back.
    await runInDurableObject(deployment.stub(), (_, { storage }) => void storage.sql.exec("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk'); END"));
    const request = { change: { kind: 'deploy', policy: c } as const, expectedSequence: 1, reason: 'r', idempotencyKey: 'k' };
    const failed = await runInDurableObject(deployment.stub(), (book) => book.change(request, 'me').then(() => 'done', () => 'failed'));
    expect(failed).toBe('failed');
    expect((await deployment.stub().read()) as unknown).toMatchObject({ deployment: { sequence: 1, policy: b } });
    await runInDurableObject(deployment.stub(), (_, { storage }) => void storage.sql.exec('DROP TRIGGER broken'));
    expect((await deployment.stub().change(request, 'me')) as unknown).toMatchObject({ ok: true, value: { deployment: { sequence: 2, policy: c } } });
  });
});

describe('KV that', () => {
  it('isn’t bound, or hasn’t got it, is no loss: the book has every policy', async ({ expect }) => {
    const { deployment, b } = await deployed();
    expect(hashOf(await startIsolate(deployment, { POLICIES: undefined }).ask())).toBe(b);
    await deployment.POLICIES.delete(b);
    expect(hashOf(await startIsolate(deployment).ask())).toBe(b);
  });

  it('has something else under a hash is not believed', async ({ expect }) => {
    const { deployment, b } = await deployed();
    await deployment.POLICIES.put(b, canonicalPolicy(policyNamed('forged')));
    const response = await startIsolate(deployment).ask();
    expect([hashOf(response), response.headers.get('x-phirst-policy')]).toEqual([b, 'b']);
  });

  it('is what policies come from, so that the book is asked for the number alone', async ({ expect }) => {
    const { deployment, b } = await deployed();
    const policy = vi.fn<DeploymentBookStub['policy']>(() => Promise.resolve(null));
    expect(hashOf(await startIsolate(through(deployment, { policy })).ask())).toBe(b);
    expect(policy).not.toHaveBeenCalled();
  });
});

describe('a deployment of which a policy can’t be read', () => {
  it('is not taken in part: the last whole one stays until it can', async ({ expect }) => {
    logged();
    const { deployment, operator, b, c } = await deployed();
    let isMissing = true;
    const isolate = startIsolate(through(deployment, { policy: (hash) => (isMissing ? Promise.resolve(null) : deployment.stub().policy(hash)) }), { POLICIES: undefined });
    // Its own first one comes from the book as well.
    isMissing = false;
    await isolate.ask();
    isMissing = true;
    await operator.change({ kind: 'deploy', policy: c });
    const stale = await afterRefresh(isolate, deployment);
    expect([sequenceOf(stale), hashOf(stale)]).toEqual([1, b]);
    isMissing = false;
    expect(hashOf(await afterRefresh(isolate, deployment))).toBe(c);
  });

  it('takes what it revokes out of use all the same', async ({ expect }) => {
    logged();
    const { deployment, operator, b, c } = await deployed();
    let isMissing = false;
    const isolate = startIsolate(through(deployment, { policy: (hash) => (isMissing ? Promise.resolve(null) : deployment.stub().policy(hash)) }), { POLICIES: undefined });
    expect(hashOf(await isolate.ask())).toBe(b);
    isMissing = true;
    await operator.change({ kind: 'deploy', policy: c });
    await operator.change({ kind: 'revoke', policy: b });
    const response = await afterRefresh(isolate, deployment);
    expect(response.status).toBe(200);
    expect(hashOf(response)).not.toBe(b);
  });
});

describe('a revoked policy', () => {
  it('is served by nobody from the refresh on, and never comes back', async ({ expect }) => {
    const { deployment, operator, b, c } = await deployed();
    await operator.change({ kind: 'ramp', policy: c, coverage: 0.999 });
    const isolate = startIsolate(deployment);
    const units = Array.from({ length: 20 }, (_, index) => ({ 'x-phirst-unit': `unit-${index}` }));
    const hashes = async () => new Set(await Promise.all(units.map(async (headers) => hashOf(await isolate.ask(headers)))));
    expect(await hashes()).toContain(c);
    await operator.change({ kind: 'revoke', policy: c });
    await afterRefresh(isolate, deployment);
    expect(await hashes()).toEqual(new Set([b]));
    await expect(operator.change({ kind: 'deploy', policy: c })).rejects.toThrow('policy_revoked');
    expect((await (await isolate.request('/v1/policy')).json<{ deployment: object }>()).deployment).toMatchObject({ revoked: [c] });
  });
});
