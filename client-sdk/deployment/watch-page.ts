// A tab that slept or was offline can't know what was deployed meanwhile.

/** Calls when the page becomes visible and when the network is back. Does nothing outside pages. */
export function watchPage(onReturn: () => void, signal: AbortSignal | undefined): void {
  if (typeof document === 'undefined') return;
  const options = signal ? { signal } : {};
  globalThis.addEventListener('online', onReturn, options);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && onReturn(), options);
}
