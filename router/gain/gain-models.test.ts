import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { plainArtefact } from '../../test/support/plain-gain-artefact.ts';
import type { Bindings } from '../env.ts';
import { createGainModels } from './gain-models.ts';

const builtIn = loadDefaultPolicy();
const artefact = encodeGainArtefact(plainArtefact());
const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', artefact));
const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const naming = (name: string) => ({ ...builtIn, start: { ...builtIn.start, gainModel: { sha256: name } } });
const noContext = { waitUntil: () => {} };

function site(answer: (path: string, signal: AbortSignal | undefined) => Promise<Response>) {
  const asked: string[] = [];
  const fetch = ((url: string, init?: RequestInit) => {
    asked.push(new URL(url).pathname);
    return answer(url, init?.signal ?? undefined);
  }) as NonNullable<Bindings['ASSETS']>['fetch'];
  return { asked, env: { ASSETS: { fetch } } };
}

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

it('forgets the one that nobody has asked for longest, not the one that every answer asks for', async () => {
  const { asked, env } = site(async (url) => (url.includes(sha256) ? new Response(artefact) : new Response('', { status: 404 })));
  const models = createGainModels({ now: () => 0 });
  await models.load(naming(sha256), env);
  for (const digit of '123456') {
    await models.load(naming(digit.repeat(64)), env);
    expect(models.held(naming(sha256), env, noContext)?.state).toBe('used');
  }
  expect(asked.filter((path) => path.includes(sha256))).toHaveLength(1);
});

it('waits for a site that says nothing no longer than it waits for a read behind an answer', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
  const { env } = site((_, signal) => new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason as Error);
  }));
  expect(await createGainModels({ now: () => 0 }).load(naming(sha256), env)).toEqual({ state: 'unreachable' });
  expect(timeout).toHaveBeenCalledWith(10_000);
});
