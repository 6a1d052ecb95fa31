// One router Worker in workerd with everything it can bind, for whoever speaks to it over HTTP from Node.
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundledRouter, durableObjects } from './bundled-router.ts';
import { referenceHostWorker } from './reference-host-worker.ts';

export interface WholeRouter extends AsyncDisposable {
  readonly url: string;
}

/** @param keys PHIRST_KEYS */
export async function startWholeRouter(keys: string): Promise<WholeRouter> {
  const [script, host] = await Promise.all([bundledRouter(), referenceHostWorker()]);
  const router = {
    name: 'phirst',
    modules: true,
    script,
    compatibilityDate: host.compatibilityDate,
    compatibilityFlags: host.compatibilityFlags,
    bindings: { PHIRST_LOCAL: '1', PHIRST_KEYS: keys, PHIRST_SESSION_SECRET: 'a-secret-of-one-test-and-no-other' },
    durableObjects: durableObjects(),
    kvNamespaces: { POLICIES: 'phirst-policies' },
    r2Buckets: { EVENT_LOG: 'phirst-event-log' },
    queueProducers: { EVENTS: 'phirst-events' },
    queueConsumers: { 'phirst-events': { maxBatchSize: 100, maxBatchTimeout: 0 } },
    serviceBindings: { REFERENCE_HOST: host.name },
  };
  const workerd = new Miniflare(convertV4MiniflareOptions({ cf: false, host: '127.0.0.1', port: 0, workers: [router, host] }));
  const { port } = await workerd.ready;
  return { url: `http://localhost:${port}`, [Symbol.asyncDispose]: () => workerd.dispose() };
}
