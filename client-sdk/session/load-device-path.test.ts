// When the device's part of a query is fetched: with the model, and never by a page that only asks hosted ones.
import { expect, test, vi } from 'vitest';
import { createFakeRouter } from '../../test/support/fake-router.ts';
import { createScriptedEngine, scriptedToken } from '../../test/support/scripted-engine.ts';
import { createPhirst } from '../client.ts';

const chunk = vi.hoisted(() => ({ fetched: 0, isMissing: false }));
vi.mock('./device-path.ts', async (original) => {
  chunk.fetched++;
  if (chunk.isMissing) throw new TypeError('Failed to fetch dynamically imported module');
  return original();
});

const clientOf = () => createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine: () => createScriptedEngine({ tokens: [scriptedToken('Paris.', -0.001)] }) });

test('a client that never prepares answers hosted without it', async () => {
  expect(await clientOf().ask('What is the capital of France?').done).toMatchObject({ source: 'hosted', reason: 'device_not_ready' });
  expect(chunk.fetched).toBe(0);
});

test('without it the device isn’t ready, and hosted models answer', async () => {
  chunk.isMissing = true;
  const phirst = clientOf();
  expect(await phirst.prepare()).toMatchObject({ isReady: false, code: 'device_failed', message: 'A part of Phirst’s files could not be loaded: check the connection.' });
  expect(await phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'hosted', reason: 'device_failed' });
});

test('it is there when the model is, before the first question', async () => {
  Object.assign(chunk, { fetched: 0, isMissing: false });
  const phirst = clientOf();
  expect(await phirst.prepare()).toMatchObject({ isReady: true });
  expect(chunk.fetched).toBe(1);
  chunk.isMissing = true;
  expect(await phirst.ask('What is the capital of France?').done).toMatchObject({ source: 'device' });
});
