import { createHmac } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import type { PolicyStorage } from '../edge/stored-policy.ts';
import { createOwnUnit } from './own-unit.ts';
import type { UnitOption } from './unit-option.ts';

afterEach(() => vi.unstubAllGlobals());

function memory(): PolicyStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

let made = 0;
const start = (option?: UnitOption, storage?: PolicyStorage) => createOwnUnit({ option, storage, baseUrl: 'https://router.test', newId: () => `random-${++made}` });

it('is the keyed hash of an app’s id, which nobody reads back without the key', async () => {
  const unit = await start({ id: 'ada@example.com' })('unit-key');
  expect(unit).toBe(createHmac('sha256', 'unit-key').update('ada@example.com').digest('hex'));
  expect(await start({ id: 'ada@example.com' })('another-key')).not.toBe(unit);
});

it('is none without a unit key, without the means to hash, and for an empty id', async () => {
  expect(await start({ id: 'ada' })('')).toBeUndefined();
  expect(await start({ keep: true }, memory())('')).toBeUndefined();
  expect(await start({ id: '' })('unit-key')).toBeUndefined();
  vi.stubGlobal('crypto', { getRandomValues: () => {} });
  expect(await start({ id: 'ada' })('unit-key')).toBeUndefined();
});

it('is random and lives as long as the client, unless it may be kept', async () => {
  const storage = memory();
  const once = start(undefined, storage);
  expect(await once('key')).toBe(await once('key'));
  expect(await start(undefined, storage)('key')).not.toBe(await once('key'));
  expect(storage.kept.size).toBe(0);
  const kept = await start({ keep: true }, storage)('key');
  expect(await start({ keep: true }, storage)('key')).toBe(kept);
  // Consent withdrawn: nothing stays behind.
  expect(await start({ keep: false }, storage)('key')).not.toBe(kept);
  expect(storage.kept.size).toBe(0);
});
