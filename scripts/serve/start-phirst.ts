import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../build.ts';
import { inProject } from '../project-paths.ts';
import { assertPortIsFree } from './busy-port.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { rebuildPolicy, watchSources } from './watch-sources.ts';
import { startWrangler } from './wrangler-process.ts';

export interface StartOptions {
  /** 0 takes a free one. */
  port: number;
  /** Variables for the router, as `wrangler secret put` would set them. */
  environmentVariables?: Record<string, string>;
  /** Rebuild on every edit, and keep the state and read the keys of the person who develops. */
  watch?: boolean;
  /** Runs the stand-in hosted models beside the router. */
  referenceHost?: boolean;
  /** Off where the same run has built already. */
  build?: boolean;
  verbose?: boolean;
  /** Another entry of the Worker than wrangler.toml's. */
  script?: string;
  log?(line: string): void;
}

export interface RunningPhirst {
  url: string;
  /** Resolves with the reason when it ends without being asked to. */
  failed: Promise<string>;
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;

export async function startPhirst(options: StartOptions): Promise<RunningPhirst> {
  const { port, environmentVariables = {}, watch = false, referenceHost = true, verbose = false } = options;
  const log = options.log ?? (() => {});
  await assertPortIsFree(port);
  if (watch) rebuildPolicy(log);
  if (options.build ?? process.env.PHIRST_SKIP_BUILD !== '1') await buildAll({ types: false });

  const stateFolder = watch ? inProject('.wrangler/state') : mkdtempSync(join(tmpdir(), 'phirst-state-'));
  const wrangler = startWrangler({
    port,
    referenceHost,
    environmentVariables,
    stateFolder,
    ...(options.script !== undefined && { script: options.script }),
    verbose,
    log,
    readDevVars: watch,
  });
  // Whoever listens to the log has read it already.
  const lastWords = () => (options.log === undefined ? `\n${wrangler.lastWords()}` : '');
  let isStopping = false;
  const stopWatching = watch ? await watchSources(log) : undefined;
  const stop = async () => {
    isStopping = true;
    await Promise.all([wrangler.stop(), stopWatching?.()]);
    if (!watch) rmSync(stateFolder, { recursive: true, force: true });
  };

  const failed = new Promise<string>((resolve) => {
    void wrangler.ended.then(({ how }) => {
      if (!isStopping) resolve(`wrangler ended with ${how}.${lastWords()}`);
    });
  });
  const died = failed.then((reason) => Promise.reject(new Error(reason)));
  died.catch(() => {}); // Told through `failed` once it runs.
  const tooLate = AbortSignal.timeout(readyWithinMs);
  try {
    const url = `http://localhost:${await Promise.race([wrangler.listening, died])}`;
    await Promise.race([waitUntilReady(url, tooLate, log), died]);
    return { url, failed, stop };
  } catch (error) {
    await stop();
    if (!tooLate.aborted) throw error;
    throw new Error(`Phirst didn't answer /healthz within ${readyWithinMs / 1000} s.${lastWords()}`, { cause: error });
  }
}
