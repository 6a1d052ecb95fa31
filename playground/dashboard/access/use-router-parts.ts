import { useCallback, useState } from 'preact/hooks';
import { usePoll } from '../../status/use-poll.ts';

const EVERY_MS = 60_000;

export interface RouterParts {
  readonly off: readonly string[];
  /** A setting that is wrong, in the router's words. */
  readonly fault: string | undefined;
}

/** What /healthz names; undefined until it has answered. */
export function useRouterParts(): RouterParts | undefined {
  const [parts, setParts] = useState<RouterParts>();
  const ask = useCallback(async () => {
    try {
      const response = await fetch('/healthz', { cache: 'no-store' });
      const { off, fault } = (await response.json()) as { off?: unknown; fault?: unknown };
      setParts({ off: Array.isArray(off) ? off.map(String) : [], fault: typeof fault === 'string' ? fault : undefined });
      return true;
    } catch {
      return false;
    }
  }, []);
  usePoll(ask, EVERY_MS);
  return parts;
}
