import { useCallback, useRef, useState } from 'preact/hooks';
import { usePoll } from '../../status/use-poll.ts';
import { useDashboard } from '../page/dashboard-context.ts';
import type { AdminClient } from './admin-client.ts';
import { AdminFailure, wantsAnotherKey } from './admin-failure.ts';

export interface Loaded<Value> {
  /** What was last heard; it stays while the next answer is on its way, and when that fails. */
  readonly value: Value | undefined;
  /** Why the newest attempt gave nothing. */
  readonly failure: AdminFailure | undefined;
}

const EVERY_MS = 5000;

/**
 * Asks at once, again every few seconds while the page is seen, and whenever a refresh is asked for.
 *
 * @param load must stay the same function for the same question
 */
export function useAdmin<Value>(load: (client: AdminClient) => Promise<Value>, everyMs = EVERY_MS): Loaded<Value> {
  const { client, refreshCount, onRefused, onLoaded } = useDashboard();
  const [loaded, setLoaded] = useState<Loaded<Value>>({ value: undefined, failure: undefined });
  const newest = useRef(0);
  const ask = useCallback(async () => {
    const mine = (newest.current += 1);
    try {
      const value = await load(client);
      if (mine !== newest.current) return true;
      // The same answer again is the same object: nothing that was made of it is made anew.
      setLoaded((before) => ({ value: isSame(before.value, value) ? before.value : value, failure: undefined }));
      onLoaded(Date.now());
      return true;
    } catch (error) {
      const failure = error instanceof AdminFailure ? error : new AdminFailure('internal', 0, String(error));
      if (mine !== newest.current) return false;
      if (wantsAnotherKey(failure)) onRefused(failure);
      setLoaded(({ value }) => ({ value, failure }));
      return false;
    }
    // A refresh is the same question asked anew.
  }, [client, load, refreshCount, onRefused, onLoaded]);
  usePoll(ask, everyMs);
  return loaded;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
