import { expect, test } from 'vitest';
import { createFakeRouter } from '../test/support/fake-router.ts';
import { loadDefaultPolicy } from '../src/policy/load-default-policy.ts';
import { createPhirst } from './client.ts';

const builtIn = loadDefaultPolicy();
const refusing = {
  ...builtIn,
  device: { ...builtIn.device, refusals: [{ name: 'broken-since-tuesday', when: {}, because: 'It breaks in this browser since Tuesday.' }] },
};
const urls = { router: 'http://router.test', assetsUrl: 'http://app.test/phirst/', modelsUrl: 'http://app.test/models/' };

test("the router's refusals count, though the built-in policy has others", async () => {
  const phirst = createPhirst({ ...urls, fetch: createFakeRouter({ policy: refusing }).fetch });
  expect(await phirst.prepare()).toMatchObject({
    isReady: false,
    code: 'device_unsupported',
    message: 'It breaks in this browser since Tuesday.',
    attempts: [],
  });
});

test('capability() gives the same verdict, and asks for nothing but the policy', async () => {
  const router = createFakeRouter({ policy: refusing });
  const phirst = createPhirst({ ...urls, fetch: router.fetch });
  expect(await phirst.capability()).toMatchObject({
    verdict: 'refused',
    model: 'phi-3-nano',
    isCached: false,
    reasons: expect.arrayContaining([{ name: 'broken-since-tuesday', message: 'It breaks in this browser since Tuesday.' }]),
  });
  expect(router.paths).toEqual(['/v1/policy']);
});

test("an app's own policy goes before the router's, and one without a list has the built-in one", async () => {
  const { refusals: _none, ...device } = builtIn.device;
  const phirst = createPhirst({ ...urls, policy: { ...builtIn, device }, fetch: createFakeRouter({ policy: refusing }).fetch });
  expect(await phirst.capability()).toMatchObject({ verdict: 'can_run', backend: 'wasm' });
});

test('a router that hangs does not keep a verdict back for long', async () => {
  const phirst = createPhirst({ ...urls, fetch: () => new Promise(() => {}) });
  expect(await phirst.capability()).toMatchObject({ verdict: 'can_run' });
});
