import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumFlags } from '../../scripts/chromium/chromium-flags.ts';
import { findChromium } from '../../scripts/chromium/find-chromium.ts';
import { startPhirst } from '../../scripts/serve/start-phirst.ts';
import { documentedCsp } from '../package/support/documented-csp.ts';
import { createFreshApp } from '../package/support/fresh-app.ts';
import { startReportCollector } from '../package/support/report-collector.ts';
import { freePort, runTool, startServer } from '../package/support/run-tool.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    freshApp: {
      readonly folder: string;
      readonly tarball: string;
      /** `vite preview` of what `vite build --base=/shop/` made, under the documented Content-Security-Policy. */
      readonly builtUrl: string;
      /** `vite dev`. */
      readonly developedUrl: string;
      readonly routerUrl: string;
      readonly reportsUrl: string;
    };
  }
}

/** Everything a fresh app goes through, once; the tests then look at what it came to. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in PHIRST_CHROMIUM.');
  const [builtPort, developedPort] = [await freePort(), await freePort()];
  const origins = [builtPort, developedPort].map((port) => `http://localhost:${port}`).join(',');
  const [app, phirst, browser, reports] = await Promise.all([
    createFreshApp(),
    startPhirst({ port: 0, environmentVariables: { PHIRST_ALLOWED_ORIGINS: origins } }),
    chromium.launchServer({ executablePath, args: chromiumFlags }),
    startReportCollector(),
  ]);
  const at = (port: number) => [`--port=${port}`, '--strictPort'];
  await runTool([...app.vite, 'build', '--base=/shop/'], { cwd: app.folder });
  const environment = { APP_CSP: documentedCsp(phirst.url, reports.url) };
  const [built, developed] = await Promise.all([
    startServer([...app.vite, 'preview', '--base=/shop/', ...at(builtPort)], builtPort, { cwd: app.folder, environment }),
    startServer([...app.vite, 'dev', ...at(developedPort)], developedPort, { cwd: app.folder }),
  ]);
  project.provide('chromiumEndpoint', browser.wsEndpoint());
  project.provide('freshApp', {
    folder: app.folder,
    tarball: app.tarball,
    builtUrl: `${built.url}/shop/`,
    developedUrl: `${developed.url}/`,
    routerUrl: phirst.url,
    reportsUrl: reports.url,
  });
  return async () => {
    await Promise.all([built.stop(), developed.stop(), phirst.stop(), browser.close(), reports.close()]);
    app.remove();
  };
}
