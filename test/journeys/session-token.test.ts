// A page of another, allowed origin asks with `session: true`: it mints, asks with the token, and nobody else can use it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { startPhirst, type RunningPhirst } from '../../scripts/serve/start-phirst.ts';
import { journey } from '../support/journey.ts';

let router: RunningPhirst;
let appUrl: string;
const app = createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><title>App</title>');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => app.listen(0, 'localhost', resolve));
  appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
  router = await startPhirst({
    port: 0,
    build: false,
    environmentVariables: { PHIRST_ALLOWED_ORIGINS: appUrl, PHIRST_SESSION_SECRET: 'a-secret-for-this-journey-of-forty-characters' },
  });
});

afterAll(async () => {
  await router?.stop();
  app.close();
});

journey('a page of an allowed origin mints a session with its first hosted question', async ({ page, context, phirstUrl, expect }) => {
  const sent: { path: string; authorization: string | undefined }[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST') sent.push({ path: new URL(request.url()).pathname, authorization: request.headers()['authorization'] });
  });
  // The SDK comes from where every journey's does; the router is the one with sessions.
  await page.route(`${appUrl}/phirst/**`, async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace(appUrl, phirstUrl) }) }),
  );
  await page.goto(appUrl);
  await page.addScriptTag({ type: 'module', content: "import * as sdk from '/phirst/index.js'; globalThis.phirstSdk = sdk;" });
  await page.waitForFunction(() => 'phirstSdk' in globalThis);
  const outcome = await page.evaluate(async (url) => {
    const { createPhirst } = (globalThis as unknown as { phirstSdk: typeof import('../../client-sdk/index.ts') }).phirstSdk;
    const ask = async (session: true | undefined) => {
      const phirst = createPhirst({ router: url, session });
      try {
        const { text, source } = await phirst.ask('What is the capital of Peru?', { mode: 'only_in_cloud' }).done;
        return { text, source };
      } catch (error) {
        return { code: (error as { code: string }).code };
      }
    };
    const answers = { without: await ask(undefined), with: await ask(true) };
    return { ...answers, stored: Object.keys({ ...localStorage, ...sessionStorage }), cookie: document.cookie };
  }, router.url);

  expect(outcome.without).toEqual({ code: 'unauthenticated' });
  expect(outcome.with).toMatchObject({ source: 'hosted', text: expect.stringContaining('Lima') });
  // The last good policy is kept for the next start; a token is not.
  expect(outcome.stored).toEqual([`phirst.policy:${router.url}`]);
  expect(outcome.cookie).toBe('');
  expect(sent.filter(({ path }) => path === '/v1/sessions')).toHaveLength(1);
  const { authorization } = sent.at(-1)!;
  expect(authorization).toMatch(/^Bearer eyJ/);

  // The token, lifted to where a script pretends to be the router's own page.
  const lifted = await fetch(`${router.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: router.url, authorization: authorization! },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Hi' }] }),
  });
  expect(lifted.status).toBe(403);
});
