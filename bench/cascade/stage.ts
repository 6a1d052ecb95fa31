// Everything the benchmark runs on: the reference host over HTTP, Phirst in workerd in front of it, Chromium with the SDK.
import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags } from '../../scripts/chromium/chromium-flags.ts';
import { findChromium } from '../../scripts/chromium/find-chromium.ts';
import { startPhirst } from '../../scripts/serve/start-phirst.ts';
import { serveFetch } from '../../test/support/serve-fetch.ts';
import { createBenchHost, type BenchHostModel } from './bench-host.ts';
import { openPageSession, type PageSession } from './page-session.ts';
import { serveModel } from './serve-model.ts';

export interface Stage {
  readonly browser: Browser;
  readonly url: string;
  readonly modelsUrl: string;
  /** Each with a model of its own, to be asked at the same time. */
  readonly sessions: readonly PageSession[];
  /** Which stand-in answers what is handed up; the exact one at first. */
  hostAs(model: BenchHostModel): void;
  stop(): Promise<void>;
}

/**
 * @param modelFolder config.json, tokenizer.json, onnx/model_q4.onnx …
 * @param pages how many sessions
 */
export async function startStage(modelFolder: string, pages: number): Promise<Stage> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in PHIRST_CHROMIUM.');
  const benchHost = createBenchHost();
  const host = await serveFetch((request) => benchHost.fetch(request));
  const models = await serveFetch(serveModel(modelFolder));
  const [phirst, browser] = await Promise.all([
    startPhirst({
      port: 0,
      referenceHost: false,
      environmentVariables: { PROVIDER_URL: `${host.url}/v1`, PROVIDER_KEY: 'bench', PHIRST_REQUESTS_PER_MINUTE: '1000000' },
    }),
    chromium.launch({ executablePath, args: chromiumFlags }),
  ]);
  const modelsUrl = `${models.url}/`;
  const sessions = await Promise.all(Array.from({ length: pages }, () => openPageSession(browser, phirst.url, modelsUrl)));
  return {
    browser,
    url: phirst.url,
    modelsUrl,
    sessions,
    hostAs: (model) => benchHost.answerAs(model),
    async stop() {
      await Promise.all([browser.close(), phirst.stop()]);
      await Promise.all([host[Symbol.asyncDispose](), models[Symbol.asyncDispose]()]);
    },
  };
}
