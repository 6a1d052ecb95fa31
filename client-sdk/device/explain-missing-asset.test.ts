import { afterEach, expect, test, vi } from 'vitest';
import { explainMissingWorker } from './explain-missing-asset.ts';

const URL_OF_WORKER = 'https://app.example/phirst/device-worker.js';

afterEach(() => vi.unstubAllGlobals());

function serve(answer: () => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async () => answer());
}

test.each([
  ['a missing file', () => new Response('', { status: 404 }), 'answered with status 404'],
  ['the page of a single-page app', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'is text/html'],
  ['a host that is away', () => Promise.reject(new TypeError('Failed to fetch')), 'could not be fetched'],
])('%s: names the file and the command that places it', async (_, answer, fault) => {
  serve(answer);
  const explanation = await explainMissingWorker(URL_OF_WORKER);
  expect(explanation).toContain(`${URL_OF_WORKER} ${fault}`);
  expect(explanation).toContain('npx phirst copy-assets');
});

test('a script that is there but may not run is no matter of copying', async () => {
  serve(() => new Response('', { headers: { 'content-type': 'text/javascript; charset=utf-8' } }));
  const explanation = await explainMissingWorker(URL_OF_WORKER);
  expect(explanation).toContain('Content-Security-Policy');
  expect(explanation).not.toContain('copy-assets');
});
