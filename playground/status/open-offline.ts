/** Registers the worker with which this page opens without a network: once it is there, so that neither waits for the other. */
export function openOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () => {
    // A browser that forbids it (a private window) opens the page as before.
    navigator.serviceWorker.register('service-worker.js').catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
