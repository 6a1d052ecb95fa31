import { callerKeyEntry } from '../../router/middleware/caller-keys.ts';

/** PHIRST_KEYS for these keys, each named after itself: `await storedKeys('one', 'two')`; another role: `storedKeys(['me', 'operator'])` */
export async function storedKeys(...keys: readonly (string | readonly [key: string, role: string])[]): Promise<string> {
  const entries = keys.map((entry) => {
    const [key, role] = typeof entry === 'string' ? [entry, 'caller'] : entry;
    return callerKeyEntry({ name: key, role, key });
  });
  return (await Promise.all(entries)).join(', ');
}
