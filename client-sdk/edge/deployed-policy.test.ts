// The policy source and what is deployed: what is taken, kept, dropped, and asked for again.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deployed, hashOf, policyNamed } from '../../test/support/deployed.ts';
import type { Deployed } from '../../test/support/fake-router.ts';
import { createPolicySource } from './policy-source.ts';
import type { PolicyStorage } from './stored-policy.ts';

afterEach(() => vi.unstubAllGlobals());

const HOSTED = { hostedModelIds: ['reference/small'] };
const steady = policyNamed('steady');
const risky = policyNamed('risky');

function bodyOf({ deployment, policies }: Deployed) {
  return { policy: policies[deployment.policy], hash: deployment.policy, ...HOSTED, deployment, policies };
}

function memory(): PolicyStorage {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

/** A source whose router serves what a test puts into `served`; `down` is a router that can't be reached. */
function start(served: unknown, { storage, now = 0 }: { storage?: PolicyStorage; now?: number } = {}) {
  const router = { served, asked: 0, now };
  const source = createPolicySource({
    edge: {
      async fetchPolicy() {
        router.asked++;
        if (router.served === 'down') throw new Error('down');
        return router.served === 'unchanged' ? undefined : { body: router.served, etag: `"${router.asked}"` };
      },
    },
    baseUrl: 'https://router.test',
    storage,
    now: () => router.now,
    newId: () => 'unit',
  });
  return { source, router, nameNow: () => source.current()?.policy.name };
}

describe('a deployment', () => {
  it('comes with its hash, its number and all its policies', async () => {
    const { source } = start(bodyOf(deployed(3, [steady, risky])));
    expect(await source.refresh()).toMatchObject({ hash: hashOf('steady'), deployment: { sequence: 3 }, policy: { name: 'steady' } });
    expect(Object.keys(source.current()?.policies ?? {})).toEqual([hashOf('steady'), hashOf('risky')]);
  });

  it('is not displaced by an older one of its epoch, by what is built in, nor by half an answer', async () => {
    const { source, router, nameNow } = start(bodyOf(deployed(3, [steady])));
    await source.refresh();
    const older = [
      bodyOf(deployed(2, [risky])),
      bodyOf(deployed(0, [risky], { epoch: 'built-in' })),
      { policy: risky, ...HOSTED },
      bodyOf(deployed(9, [risky], { epoch: 'earlier', deployedAt: 1 })),
      { ...bodyOf(deployed(4, [risky])), policies: { [hashOf('risky')]: { name: 'half' } } },
    ];
    for (const served of older) {
      router.served = served;
      await source.refresh();
      expect(nameNow()).toBe('steady');
    }
    router.served = bodyOf(deployed(1, [risky], { epoch: 'later', deployedAt: 99 }));
    await source.refresh();
    expect(nameNow()).toBe('risky');
  });

  it('is waited for before the next query once any answer carried a higher number, once', async () => {
    const { source, router } = start(bodyOf(deployed(3, [risky])));
    await source.ready();
    source.hear('3');
    source.hear('2');
    source.hear('nonsense');
    source.hear(null);
    await source.ready();
    expect(router.asked).toBe(1);
    router.served = bodyOf(deployed(4, [steady]));
    source.hear('4');
    expect((await source.ready()).policy.name).toBe('steady');
    await source.ready();
    expect(router.asked).toBe(2);
  });

  it('is asked for once more when the answer on its way was older than what has been heard of since', async () => {
    const { source, router } = start(bodyOf(deployed(3, [risky])));
    await source.ready();
    const onItsWay = source.refresh();
    await Promise.resolve();
    router.served = bodyOf(deployed(4, [steady]));
    source.hear('4');
    expect((await source.ready()).policy.name).toBe('steady');
    await onItsWay;
  });

  it('is asked for again after its maximum age, also where it was kept on the device', async () => {
    const storage = memory();
    const { source, router } = start(bodyOf(deployed(3, [risky], { maxAgeSeconds: 60 })), { storage });
    await source.ready();
    router.now = 59_000;
    await source.ready();
    expect(router.asked).toBe(1);
    router.now = 61_000;
    await source.ready();
    expect(router.asked).toBe(2);
    const next = start(bodyOf(deployed(4, [steady])), { storage, now: 130_000 });
    expect((await next.source.ready()).policy.name).toBe('steady');
  });

  it('is dropped for the built-in one after its last moment, unless the router confirmed it after that', async () => {
    const storage = memory();
    const { source, router, nameNow } = start(bodyOf(deployed(3, [risky], { notAfter: 1000 })), { storage });
    await source.refresh();
    router.served = 'down';
    router.now = 999;
    expect((await source.restored()).policy.name).toBe('risky');
    router.now = 1001;
    expect((await source.ready()).policy.name).toBe('default');
    expect(await start('down', { storage, now: 1001 }).source.ready()).toMatchObject({ policy: { name: 'default' }, origin: 'built-in' });
    router.served = 'unchanged';
    await source.ready();
    expect(nameNow()).toBe('risky');
  });
});

describe('a revoked policy', () => {
  const revoking = bodyOf(deployed(4, [steady], { revoked: [hashOf('risky')] }));

  it('is never used again, whoever serves it, also after a restart from what is kept', async () => {
    const storage = memory();
    const { source, router, nameNow } = start(bodyOf(deployed(3, [risky])), { storage });
    await source.refresh();
    router.served = revoking;
    await source.refresh();
    router.served = bodyOf(deployed(5, [risky]));
    await source.refresh();
    expect(nameNow()).toBe('steady');
    const restarted = start(bodyOf(deployed(1, [risky], { epoch: 'later', deployedAt: 99 })), { storage });
    await restarted.source.refresh();
    expect(restarted.nameNow()).toBe('steady');
  });

  it('is not brought back from the storage by a tab that hasn’t heard of it', async () => {
    const storage = memory();
    const slow = start(bodyOf(deployed(3, [risky])), { storage });
    await slow.source.refresh();
    await start(revoking, { storage }).source.refresh();
    slow.router.served = 'unchanged';
    await slow.source.refresh();
    expect((await start('down', { storage }).source.restored()).policy.name).toBe('steady');
  });
});

it('asks again when the page becomes visible and when the network is back, until the client is disposed', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const network = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
  const disposal = new AbortController();
  let asked = 0;
  const source = createPolicySource({
    edge: { fetchPolicy: async () => (asked++, { body: bodyOf(deployed(3, [steady])), etag: undefined }) },
    baseUrl: '',
    storage: undefined,
    now: () => 0,
    newId: () => 'unit',
    signal: disposal.signal,
  });
  await source.ready();
  expect(asked).toBe(1);
  page.dispatchEvent(new Event('visibilitychange'));
  await source.ready();
  expect(asked).toBe(2);
  network.dispatchEvent(new Event('online'));
  await source.ready();
  expect(asked).toBe(3);
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  disposal.abort();
  network.dispatchEvent(new Event('online'));
  await source.ready();
  expect(asked).toBe(3);
});

it('asks for a number that no answer brings three times in a row, then every five seconds', async () => {
  const { source, router } = start(bodyOf(deployed(3, [steady])));
  await source.refresh();
  source.hear('9007199254740991');
  for (let query = 0; query < 20; query++) await source.ready();
  expect(router.asked).toBe(1 + 3);
  router.now = 6000;
  await source.ready();
  await source.ready();
  expect(router.asked).toBe(1 + 3 + 1);
});

it('has a rollback at once that an isolate didn’t know of yet', async () => {
  const { source, router, nameNow } = start(bodyOf(deployed(3, [risky])));
  await source.refresh();
  source.hear('4');
  await source.ready();
  await source.ready();
  expect(nameNow()).toBe('risky');
  router.served = bodyOf(deployed(4, [steady]));
  await source.ready();
  expect(nameNow()).toBe('steady');
});
