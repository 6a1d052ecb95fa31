import { env as testEnv } from 'cloudflare:workers';
import { describe, it } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { builtInDeployment } from '../../src/experiment/deployment-state.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { errorOf } from './support/chat-body.ts';
import { startRouter } from './support/start-router.ts';
import { storedKeys } from '../support/stored-keys.ts';

const { SPEND } = testEnv as Bindings;

describe('GET /v1/policy', () => {
  const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' } });

  it('shows the rules in force and which hosted models can be called', async ({ expect }) => {
    const response = await router.fetch('/v1/policy');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
    const answer = await response.json<{ hash: string }>();
    const { hash } = answer;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(answer).toEqual({
      policy: loadDefaultPolicy(),
      hash,
      hostedModelIds: ['openai/gpt-4o-mini', 'openai/gpt-4o'],
      deployment: builtInDeployment(hash),
      policies: { [hash]: loadDefaultPolicy() },
    });
    expect(response.headers.get('x-phirst-sequence')).toBe('0');
  });

  it('sends nothing to who has it already', async ({ expect }) => {
    const etag = (await router.fetch('/v1/policy')).headers.get('etag') ?? '';
    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await router.fetch('/v1/policy', { headers: { 'if-none-match': value } });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(await response.text()).toBe('');
    }
    expect((await router.fetch('/v1/policy', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('has another tag, and the same hash, where other models can be called', async ({ expect }) => {
    const other = startRouter({ env: { PROVIDER_KEY: 'sk-1', PROVIDER_NAME: 'groq', PHIRST_LOCAL: '1' } });
    const [one, two] = await Promise.all([router.fetch('/v1/policy'), other.fetch('/v1/policy')]);
    expect(one.headers.get('etag')).not.toBe(two.headers.get('etag'));
    expect((await one.json<{ hash: string }>()).hash).toBe((await two.json<{ hash: string }>()).hash);
  });
});

describe('GET /v1/models', () => {
  it('lists in OpenAI’s shape what may be asked for', async ({ expect }) => {
    const response = await startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' } }).fetch('/v1/models');
    expect(await response.json()).toEqual({
      object: 'list',
      data: [
        { id: 'auto', object: 'model', created: 0, owned_by: 'phirst' },
        { id: 'phirst/default', object: 'model', created: 0, owned_by: 'phirst' },
        { id: 'openai/gpt-4o-mini', object: 'model', created: 0, owned_by: 'openai' },
        { id: 'openai/gpt-4o', object: 'model', created: 0, owned_by: 'openai' },
      ],
    });
  });
});

describe('GET /v1/models/<id>', () => {
  const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' } });

  it.for([
    ['openai/gpt-4o', 'openai/gpt-4o', 'openai'],
    ['openai%2Fgpt-4o', 'openai/gpt-4o', 'openai'],
    ['auto', 'auto', 'phirst'],
    ['phirst/default', 'phirst/default', 'phirst'],
  ] as const)('shows %s', async ([path, id, owner], { expect }) => {
    const response = await router.fetch(`/v1/models/${path}`);
    expect(await response.json()).toEqual({ id, object: 'model', created: 0, owned_by: owner });
  });

  it.for(['gpt-4o', 'openai/gpt-9', 'reference/small', 'openai/gpt-4o/', '%E0%A4%A'])('knows no %s', async (path, { expect }) => {
    const response = await router.fetch(`/v1/models/${path}`);
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('model_not_found');
  });
});

describe('GET /healthz', () => {
  it('says in words that a deployment names nobody who may use its provider', async ({ expect }) => {
    const deployed = await startRouter({ env: { PROVIDER_KEY: 'secret' } }).fetch('http://localhost/healthz');
    expect(deployed.status).toBe(503);
    const health = await deployed.json<{ ok: boolean; fault: string }>();
    expect(health).toMatchObject({ ok: false, configured: ['provider'] });
    expect(health.fault).toContain('PHIRST_KEYS');
    const local = await startRouter({ env: { PROVIDER_KEY: 'secret', PHIRST_LOCAL: '1' } }).fetch('http://localhost/healthz');
    expect(local.status).toBe(200);
  });

  it('names what is configured and what is off, open to all, without a value', async ({ expect }) => {
    const env = { PROVIDER_KEY: 'secret-1', PHIRST_KEYS: await storedKeys('secret-2'), PHIRST_ALLOWED_ORIGINS: 'https://secret-3.example' };
    const response = await startRouter({ env }).fetch('https://phirst.example/healthz', { headers: { origin: 'https://monitor.example' } });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toEqual({
      ok: true,
      configured: ['provider', 'keys', 'allowed_origins'],
      off: ['reference_host', 'rate_limiter', 'operator_key', 'spend_book', 'sessions', 'turnstile', 'daily_caps', 'events', 'event_log', 'deployments', 'policies', 'experiments', 'traffic'],
      ownPageNeedsSession: false,
    });
  });

  it('says whether the page that the router serves needs a session: where sessions are on and its origin is listed', async ({ expect }) => {
    const needs = async (url: string, env: Bindings) =>
      (await (await startRouter({ env }).fetch(`${url}/healthz`)).json<{ ownPageNeedsSession: boolean }>()).ownPageNeedsSession;
    const env: Bindings = { PROVIDER_KEY: 'k', SPEND, PHIRST_ALLOWED_ORIGINS: 'https://ai.example,https://app.example' };
    const withSessions: Bindings = { ...env, PHIRST_SESSION_SECRET: 'a-secret-of-at-least-thirty-two-characters' };
    expect(await needs('https://ai.example', withSessions)).toBe(true);
    expect(await needs('https://elsewhere.example', withSessions)).toBe(false);
    expect(await needs('https://ai.example', env)).toBe(false);
  });
});
