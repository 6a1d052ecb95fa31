import { describe, expect, it } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { EdgeClient } from './edge-client.ts';
import type { PolicyStorage } from './stored-policy.ts';
import { createPolicySource } from './policy-source.ts';

/** An edge whose policy requests are answered in turn. */
function edgeThat(...answers: readonly Answer[]) {
  return startThat({}, ...answers);
}

type Answer = () => Promise<Awaited<ReturnType<EdgeClient['fetchPolicy']>>>;

interface Start {
  readonly storage?: PolicyStorage;
  readonly now?: () => number;
}

function startThat({ storage, now = () => 1000 }: Start, ...answers: readonly Answer[]) {
  const etags: (string | undefined)[] = [];
  const queue = [...answers];
  const edge: Pick<EdgeClient, 'fetchPolicy'> = {
    fetchPolicy(etag) {
      etags.push(etag);
      const next = queue.shift();
      if (!next) throw new Error('asked too often');
      return next();
    },
  };
  return { source: createPolicySource({ edge, baseUrl: 'https://router.test', storage, now, newId: () => 'unit' }), etags };
}

const named = (name: string) => async () => ({ body: { policy: { ...loadDefaultPolicy(), name }, hostedModelIds: ['reference/small'] }, etag: `"${name}"` });
const unchanged = async () => undefined;
const down = () => Promise.reject(new PhirstError('router_unreachable', 'down'));

it('starts from the built-in policy, and keeps the last good one', async () => {
  const { source, etags } = edgeThat(named('first'), unchanged, down);
  await source.restored();
  expect(source.current()).toMatchObject({ policy: { name: 'default' }, hostedModelIds: [] });
  await source.refresh();
  await source.refresh();
  await source.refresh();
  expect(source.current()).toMatchObject({ policy: { name: 'first' }, hostedModelIds: ['reference/small'] });
  expect(etags).toEqual([undefined, '"first"', '"first"']);
});

/** A localStorage in memory. */
function memory(): PolicyStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const HOUR = 3_600_000;

describe('kept on the device', () => {
  /** A device that has once been told the policy `first`, at 1000. */
  async function visited() {
    const storage = memory();
    await startThat({ storage }, named('first')).source.refresh();
    return storage;
  }

  it('decides the next start, before the router has answered and without it', async () => {
    const { source, etags } = startThat({ storage: await visited(), now: () => 1000 + HOUR }, down, unchanged);
    expect(await source.ready()).toMatchObject({ policy: { name: 'first' }, hostedModelIds: ['reference/small'], origin: 'device', confirmedAt: 1000 });
    expect(etags).toEqual([]);
    // Stale if error; and once the router says that nothing has changed, it is the router's.
    expect(await source.refresh()).toMatchObject({ policy: { name: 'first' }, origin: 'device' });
    expect(await source.refresh()).toMatchObject({ policy: { name: 'first' }, origin: 'router', confirmedAt: 1000 + HOUR });
    expect(etags).toEqual(['"first"', '"first"']);
  });

  it('is waited for the router once it is a day old, and used all the same when that fails', async () => {
    const storage = await visited();
    const now = () => 1000 + 25 * HOUR;
    expect(await startThat({ storage, now }, named('second')).source.ready()).toMatchObject({ policy: { name: 'second' } });
    const old = await visited();
    expect(await startThat({ storage: old, now }, down).source.ready()).toMatchObject({ policy: { name: 'first' }, origin: 'device' });
  });

  it('is parsed again: one that no longer fits, or of another version, is not used', async () => {
    const storage = await visited();
    const [[key, text]] = [...storage.kept] as [[string, string]];
    storage.kept.set(key, text.replace('"schemaVersion":1', '"schemaVersion":7'));
    const { source } = startThat({ storage });
    await source.restored();
    expect(source.current()).toMatchObject({ origin: 'built-in' });
    expect(storage.kept.size).toBe(0);
    storage.kept.set(key, text.replace('"version":1', '"version":0'));
    const other = startThat({ storage }).source;
    await other.restored();
    expect(other.current()?.origin).toBe('built-in');
  });

  it('costs nothing where the storage is full or broken', async () => {
    const broken: PolicyStorage = {
      getItem: () => '{half',
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => {},
    };
    expect(await startThat({ storage: broken }, named('first')).source.ready()).toMatchObject({ policy: { name: 'first' }, origin: 'router' });
  });
});

it('asks once for all who wait', async () => {
  const { source, etags } = edgeThat(named('first'));
  const [one, other] = await Promise.all([source.ready(), source.refresh()]);
  expect(one).toBe(other);
  expect(etags).toHaveLength(1);
});

it('tells why the router was never reached, until it is', async () => {
  const { source } = edgeThat(down, named('first'));
  expect((await source.ready()).failure?.code).toBe('router_unreachable');
  expect((await source.ready()).failure).toBeUndefined();
});

it('does not take a broken policy', async () => {
  const { source } = edgeThat(async () => ({ body: { policy: { name: 'half' }, hostedModelIds: [] }, etag: '"half"' }));
  await source.refresh();
  expect(source.current()?.policy.name).toBe('default');
});
