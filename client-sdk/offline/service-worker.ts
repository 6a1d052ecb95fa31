// A service worker with which a page opens without a network. Nobody is made to use it: it is a file of its own that a page
// registers, or imports into a worker it has already. What to keep stands before it, as `self.phirstPrecache`; without that
// it keeps what the page fetches.
//
//   importScripts('/phirst/service-worker.js'); // in an own worker, or
//   navigator.serviceWorker.register('/service-worker.js'); // the file copied beside the page, since its folder is its scope
import { isKept } from './is-kept.ts';
import { createPageCache, type Precache } from './page-cache.ts';

interface KeepingEvent {
  waitUntil(work: Promise<unknown>): void;
}

/** The part of ServiceWorkerGlobalScope that is used; its types and those of a page can't be loaded together. */
interface WorkerScope {
  readonly phirstPrecache?: Precache;
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: KeepingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: KeepingEvent & { readonly request: Request; respondWith(response: Promise<Response>): void }) => void): void;
}

const worker = globalThis as unknown as WorkerScope;
const { scope } = worker.registration;
const pageCache = createPageCache({
  precache: worker.phirstPrecache ?? { version: 'none', files: [] },
  scope,
  caches: globalThis.caches,
  fetch: (request) => globalThis.fetch(request),
});

// The network goes first, so taking over at once changes nothing under an open page.
worker.addEventListener('install', (event) => event.waitUntil(pageCache.install().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(pageCache.activate().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  if (isKept(event.request, scope)) event.respondWith(pageCache.respond(event.request, (work) => event.waitUntil(work)));
});
