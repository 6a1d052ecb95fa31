import { expect, test } from 'vitest';
import { persistStorage } from './persist-storage.ts';

function storageThat(isPersisted: boolean) {
  const storage = {
    asked: 0,
    persisted: async () => isPersisted,
    async persist() {
      storage.asked++;
      return true;
    },
  };
  return storage;
}

test('asks once for a large model, and not for a small one', async () => {
  const storage = storageThat(false);
  await persistStorage(2_000_000, storage);
  expect(storage.asked).toBe(0);
  await persistStorage(2_300_000_000, storage);
  expect(storage.asked).toBe(1);
});

test('asks nobody who has agreed before', async () => {
  const storage = storageThat(true);
  await persistStorage(2_300_000_000, storage);
  expect(storage.asked).toBe(0);
});

test('is content where it may not ask', async () => {
  const blocked = { persist: () => Promise.reject(new TypeError('Blocked')) };
  await expect(persistStorage(2_300_000_000, blocked)).resolves.toBeUndefined();
  await expect(persistStorage(2_300_000_000, {})).resolves.toBeUndefined();
});
