import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { describeQuery } from '../../src/query/describe-query.ts';
import { encodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { plainArtefact } from '../../test/support/plain-gain-artefact.ts';
import { createGainSource } from './gain-source.ts';

const bytes = encodeGainArtefact(plainArtefact());
const sha256 = createHash('sha256').update(bytes).digest('hex');
const answering = (body: BodyInit, status = 200) => vi.fn<typeof fetch>(async () => new Response(body, { status }));

it('gives nothing at first and the model once it came, from the hash’s own address, fetched once', async () => {
  const fetch = answering(bytes);
  const source = createGainSource({ baseUrl: 'https://router.example', fetch });
  expect(source.find(sha256)).toBeUndefined();
  await vi.waitFor(() => expect(source.find(sha256)).toBeDefined());
  expect(fetch).toHaveBeenCalledOnce();
  expect(fetch.mock.calls[0]?.[0]).toBe(`https://router.example/gain/${sha256}.gain`);
  const description = describeQuery({ messages: [{ role: 'user', content: 'Who was it?' }], context: [] });
  expect(source.find(sha256)?.estimate('Who was it?', description).isFamiliar).toBe(true);
});

it('takes no model whose content has another hash', async () => {
  const fetch = answering(bytes);
  const source = createGainSource({ baseUrl: 'https://router.example', fetch });
  const other = '0'.repeat(64);
  source.find(other);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(source.find(other)).toBeUndefined();
});

it('asks a router that has none again only after some questions', async () => {
  const fetch = answering('', 404);
  const source = createGainSource({ baseUrl: 'https://router.example', fetch });
  for (let question = 0; question < 30; question++) source.find(sha256);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('takes it from the cache without a request', async () => {
  const fetch = answering(bytes);
  const cache = { match: async () => new Response(bytes), put: async () => undefined, delete: async () => true, keys: async () => [] };
  const caches = { open: async () => cache as unknown as Cache, delete: async () => true };
  const source = createGainSource({ baseUrl: 'https://router.example', fetch, caches });
  source.find(sha256);
  await vi.waitFor(() => expect(source.find(sha256)).toBeDefined());
  expect(fetch).not.toHaveBeenCalled();
});
