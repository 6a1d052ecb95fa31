// A Phirst client whose device has loaded, with a scripted engine and a stand-in for the router's network.
import { createPhirst } from '../../client-sdk/client.ts';
import type { Phirst, PhirstOptions } from '../../client-sdk/client-options.ts';
// What `prepare` loads: read before the first test, not in its time.
import '../../client-sdk/session/device-path.ts';
import { createFakeRouter, type FakeRouter } from './fake-router.ts';
import { createScriptedEngine, scriptedToken, type ScriptedEngineOptions } from './scripted-engine.ts';

/** Answers that the default policy keeps, and one that it hands up. */
export const SURE = [scriptedToken('Par', -0.001), scriptedToken('is', -0.001), scriptedToken('.', -0.001)];
export const UNSURE = [scriptedToken('Lon', -2), scriptedToken('don', -2), scriptedToken('.', -2)];

export interface ReadyPhirstOptions extends Partial<ScriptedEngineOptions> {
  readonly router?: FakeRouter;
  readonly phirst?: PhirstOptions;
}

/** `const phirst = await createReadyPhirst({ tokens: UNSURE, router });` */
export async function createReadyPhirst({ router = createFakeRouter(), phirst: options = {}, tokens = SURE, ...engine }: ReadyPhirstOptions = {}): Promise<Phirst> {
  const phirst = createPhirst({ router: 'http://router.test', fetch: router.fetch, createEngine: () => createScriptedEngine({ ...engine, tokens }), ...options });
  await phirst.prepare();
  return phirst;
}
