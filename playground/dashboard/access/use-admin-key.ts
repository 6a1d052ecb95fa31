import { useCallback, useState } from 'preact/hooks';
import { keyInAddress } from './key-in-address.ts';

const NAME = 'phirst-dashboard:key';

/** The key lives as long as the tab: in its session storage, where the browser allows that. */
export function useAdminKey(): [key: string | undefined, setKey: (key: string | undefined) => void] {
  const [key, setKey] = useState(takeKey);
  const keep = useCallback((next: string | undefined) => {
    store(next);
    setKey(next);
  }, []);
  return [key, keep];
}

function takeKey(): string | undefined {
  const given = keyInAddress(location.hash);
  if (given) {
    history.replaceState(null, '', location.pathname + location.search + given.rest);
    store(given.key);
    return given.key;
  }
  try {
    return sessionStorage.getItem(NAME) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(key: string | undefined): void {
  try {
    if (key === undefined) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, key);
  } catch {
    // Blocked storage: the key lasts until the page is reloaded.
  }
}
