// Two router Workers in one workerd: the second binds the first's Durable Objects, as two of its isolates would share them.
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundledRouter, durableObjects } from './bundled-router.ts';
import { referenceHostWorker } from './reference-host-worker.ts';
import { storedKeys } from './stored-keys.ts';

const BUSY = 'phirst-busy';
const IDLE = 'phirst-idle';
export const OPERATOR_KEY = 'an-operator-of-a-test';

export interface TwoRouters extends AsyncDisposable {
  /** Holds the objects. */
  readonly busy: string;
  readonly idle: string;
}

/**
 * Both call the stand-in hosted models, and take pages of `allowedOrigin`.
 *
 * @example await using routers = await startTwoRouters({ allowedOrigin: phirstUrl });
 */
export async function startTwoRouters({ allowedOrigin }: { readonly allowedOrigin: string }): Promise<TwoRouters> {
  const [script, host, keys] = await Promise.all([bundledRouter(), referenceHostWorker(), storedKeys([OPERATOR_KEY, 'operator'])]);
  const router = (name: string, scriptName?: string) => ({
    name,
    modules: true,
    script,
    compatibilityDate: host.compatibilityDate,
    compatibilityFlags: host.compatibilityFlags,
    bindings: { PHIRST_LOCAL: '1', PHIRST_KEYS: keys, PHIRST_ALLOWED_ORIGINS: allowedOrigin },
    durableObjects: durableObjects(scriptName),
    kvNamespaces: { POLICIES: 'phirst-policies' },
    serviceBindings: { REFERENCE_HOST: host.name },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  });
  const workerd = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [router(BUSY), router(IDLE, BUSY), host] }));
  const urlOf = async (name: string) => `http://localhost:${(await workerd.unsafeGetDirectURL(name)).port}`;
  return { busy: await urlOf(BUSY), idle: await urlOf(IDLE), [Symbol.asyncDispose]: () => workerd.dispose() };
}
