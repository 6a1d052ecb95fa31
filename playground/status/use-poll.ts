import { useEffect, useMemo } from 'preact/hooks';
import { createPoll } from './poll.ts';
import { useReturnToPage } from './use-return-to-page.ts';

/** Asks at once, on every return to the page, and again and again while the page can be seen. */
export function usePoll(ask: () => Promise<boolean>, everyMs: number): void {
  const poll = useMemo(
    () => createPoll({ ask, everyMs, isWanted: () => document.visibilityState !== 'hidden' }),
    [ask, everyMs],
  );
  useReturnToPage(poll.askNow);
  useEffect(() => poll.stop, [poll]);
}
