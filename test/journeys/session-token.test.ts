// A page of another, allowed origin asks with `session: true`: it mints, asks with the token, and nobody else can use it.
import { once } from 'node:events';
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
  // Its own page is one of those it allows, so its address is known before it starts.
  const port = await freePort();
  router = await startPhirst({
    port,
    build: false,
    environmentVariables: { PHIRST_ALLOWED_ORIGINS: `${appUrl},http://localhost:${port}`, PHIRST_SESSION_SECRET: 'a-secret-for-this-journey-of-forty-characters' },
  });
});

afterAll(async () => {
  await router?.stop();
  app.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

journey("the router's own page finds out that it needs a session, and hosted models answer it", async ({ page, expect }) => {
  const paths: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && paths.push(new URL(request.url()).pathname));
  await page.goto(router.url);
  await page.getByTestId('composer-input').fill('Write a story about a lighthouse keeper.');
  await page.keyboard.press('Enter');
  const answer = page.locator('[data-testid="answer"][data-status="finished"]');
  await answer.waitFor();
  expect(await answer.getAttribute('data-source')).toBe('hosted');
  expect(paths).toEqual(['/v1/sessions', '/v1/chat/completions']);
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
