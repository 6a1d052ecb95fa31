import { useCallback, useState } from 'preact/hooks';
import { useReturnToPage } from './use-return-to-page.ts';

export type RouterHealth =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'up'; readonly hasStandInHost: boolean };

/** Whether the router answers, and whether its hosted models are stand-ins. Asked again on every return to the page. */
export function useRouterHealth(): { readonly health: RouterHealth; readonly askAgain: () => void } {
  const [health, setHealth] = useState<RouterHealth>({ kind: 'asking' });
  const askAgain = useCallback(async () => setHealth(await askHealth()), []);
  useReturnToPage(askAgain);
  return { health, askAgain };
}

async function askHealth(): Promise<RouterHealth> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store' });
    const body: unknown = await response.json();
    return { kind: 'up', hasStandInHost: hasStandIn(body) };
  } catch {
    return { kind: 'unreachable' };
  }
}

function hasStandIn(body: unknown): boolean {
  const text = JSON.stringify(body);
  return text.includes('reference');
}
