// examples/vanilla as it stands, with the files that the published command places.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { inProject } from '../../scripts/project-paths.ts';
import { journey } from '../support/journey.ts';
import { listenForFaults } from './support/page-faults.ts';
import { freePort, runTool, startServer, type RunningServer } from './support/run-tool.ts';

const { folder: app, routerUrl } = inject('freshApp');
const example = join(app, '../vanilla');

let server: RunningServer;
beforeAll(async () => {
  cpSync(inProject('examples/vanilla'), example, { recursive: true, filter: (path) => !/site\/(phirst|models)/.test(path) });
  await runTool([process.execPath, join(app, 'node_modules/phirst/dist/cli/phirst.js'), 'copy-assets', 'site/phirst', '--sdk'], { cwd: example });
  const port = await freePort();
  server = await startServer([process.execPath, 'serve.mjs'], port, { cwd: example, environment: { PORT: String(port), PHIRST_ROUTER: routerUrl } });
});
afterAll(() => server.stop());

journey('a page without a bundler shows progress, source and reason, with nothing in red', async ({ page, requestsElsewhere, expect }) => {
  const faults = listenForFaults(page);
  await page.goto(server.url);
  await expect.poll(() => page.locator('#status').textContent(), { timeout: 20_000 }).toBe('phi-3-nano is on this device.');
  expect(await page.locator('#progress').isVisible()).toBe(false);

  const source = page.locator('#facts:not([hidden]) #source');
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect.poll(() => source.textContent(), { timeout: 15_000 }).toBe('this device (phi-3-nano)');
  expect(await page.locator('#answer').textContent()).toBe('The capital of France is Paris.');
  expect(await page.locator('#reason').textContent()).toBe('The device is sure enough of its answer.');
  expect(await page.locator('#confidence').textContent()).toMatch(/^\d+ %$/);

  await page.getByLabel('Question').fill('What is the capital of Burundi?');
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect.poll(() => source.textContent(), { timeout: 15_000 }).toMatch(/\//);
  expect(await page.locator('#answer').textContent()).toContain('Burundi');
  expect(requestsElsewhere).toEqual([]);
  expect(faults).toEqual([]);
});
