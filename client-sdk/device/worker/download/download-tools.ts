// The worker's own store, network and clock, for the downloads.
import { openFileStore } from '../../files/file-store.ts';
import type { DownloadTools } from './download-file.ts';

export async function downloadTools(): Promise<DownloadTools> {
  return {
    store: await openFileStore(),
    fetch: globalThis.fetch.bind(globalThis),
    now: () => performance.now(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}
