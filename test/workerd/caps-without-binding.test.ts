// A cap that nobody keeps is worse than none: it is refused before anything is spent.
import { describe, it } from 'vitest';
import { storedKeys } from '../support/stored-keys.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { newSpendBook } from './support/session-router.ts';
import { startRouter } from './support/start-router.ts';

const settings = [
  { PHIRST_DAILY_CAP_USD: '5' },
  { PHIRST_KEY_DAILY_CAP_USD: 1 },
  { PHIRST_ORIGIN_DAILY_CAP_USD: '0' },
  { PHIRST_SESSION_SECRET: 's'.repeat(32) },
];

describe('without the Durable Object binding', () => {
  it.for(settings)('%o fails closed and names it', async (setting, { expect }) => {
    const upstream = scriptedUpstream(() => Response.json(COMPLETION));
    const env = { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: await storedKeys('one'), ...setting };
    const refused = await startRouter({ env, fetch: upstream.fetch }).post(`https://phirst.example${CHAT}`, chatBody(), { authorization: 'Bearer one' });
    expect(refused.status).toBe(503);
    expect(await errorOf(refused)).toMatchObject({ code: 'router_not_configured', message: expect.stringContaining('SPEND') });
    expect(upstream.calls).toHaveLength(0);
    const health = await startRouter({ env }).fetch('/healthz');
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ ok: false, fault: expect.stringContaining('SPEND'), off: expect.arrayContaining(['spend_book']) });
  });

  it.for(settings)('%o is well with it', async (setting, { expect }) => {
    const env = { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: await storedKeys('one'), ...setting, SPEND: newSpendBook().SPEND };
    const health = await (await startRouter({ env }).fetch('/healthz')).json<{ ok: boolean; configured: string[] }>();
    expect(health.ok).toBe(true);
    expect(health.configured).toContain('PHIRST_SESSION_SECRET' in setting ? 'sessions' : 'daily_caps');
  });

  it('and without caps everything works, on the isolate’s own word', async ({ expect }) => {
    const upstream = scriptedUpstream(() => Response.json(COMPLETION));
    const env = { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: await storedKeys('one') };
    const answer = await startRouter({ env, fetch: upstream.fetch }).post(`https://phirst.example${CHAT}`, chatBody(), { authorization: 'Bearer one' });
    expect(answer.status).toBe(200);
  });
});

describe('a faulty setting of sessions and caps', () => {
  it.for([
    ['PHIRST_SESSION_SECRET', { PHIRST_SESSION_SECRET: 'short-and-secret' }],
    ['PHIRST_PREVIOUS_SESSION_SECRET', { PHIRST_SESSION_SECRET: 's'.repeat(32), PHIRST_PREVIOUS_SESSION_SECRET: 'secret' }],
    ['PHIRST_SESSION_SECRET', { PHIRST_PREVIOUS_SESSION_SECRET: 'p'.repeat(32) }],
    ['PHIRST_SESSION_SECRET', { PHIRST_TURNSTILE_SECRET: 'secret' }],
    ['PHIRST_SESSION_SECONDS', { PHIRST_SESSION_SECONDS: '5' }],
    ['PHIRST_SESSION_SECONDS', { PHIRST_SESSION_SECONDS: 'secret' }],
    ['PHIRST_DAILY_CAP_USD', { PHIRST_DAILY_CAP_USD: '$5 secret' }],
    ['PHIRST_SESSION_CAP_USD', { PHIRST_SESSION_CAP_USD: '-1' }],
  ] as const)('names %s and never its value', async ([name, setting], { expect }) => {
    const env = { PHIRST_KEYS: await storedKeys('one'), SPEND: newSpendBook().SPEND, ...setting };
    const health = await startRouter({ env }).fetch('/healthz');
    expect(health.status).toBe(503);
    const { fault } = await health.json<{ fault: string }>();
    expect(fault).toContain(name);
    expect(fault).not.toContain('secret ');
    for (const value of Object.values(setting)) expect(fault).not.toContain(`"${value}"`);
  });
});
