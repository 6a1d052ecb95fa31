import { useCallback, useState } from 'preact/hooks';
import { useReturnToPage } from './use-return-to-page.ts';

export type RouterHealth =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  /** It answers, but one of its settings is faulty. */
  | { readonly kind: 'faulty'; readonly fault: string }
  | { readonly kind: 'up'; readonly hasStandInHost: boolean };

/** Whether the router answers, and which of its parts are on. Asked again on every return to the page. */
export function useRouterHealth(): { readonly health: RouterHealth; readonly askAgain: () => void } {
  const [health, setHealth] = useState<RouterHealth>({ kind: 'asking' });
  const askAgain = useCallback(() => void askHealth().then(setHealth), []);
  useReturnToPage(askAgain);
  return { health, askAgain };
}

async function askHealth(): Promise<RouterHealth> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store' });
    const { configured, fault } = (await response.json()) as { configured?: unknown; fault?: unknown };
    if (typeof fault === 'string') return { kind: 'faulty', fault };
    const parts = Array.isArray(configured) ? configured : [];
    return { kind: 'up', hasStandInHost: parts.includes('reference_host') };
  } catch {
    return { kind: 'unreachable' };
  }
}
