import { useEffect } from 'preact/hooks';

/** Calls back at once and whenever the person comes back to the page or the connection comes back to the device. */
export function useReturnToPage(callback: () => unknown): void {
  useEffect(() => {
    const run = () => {
      if (document.visibilityState !== 'hidden') callback();
    };
    run();
    window.addEventListener('focus', run);
    window.addEventListener('online', run);
    document.addEventListener('visibilitychange', run);
    return () => {
      window.removeEventListener('focus', run);
      window.removeEventListener('online', run);
      document.removeEventListener('visibilitychange', run);
    };
  }, [callback]);
}
