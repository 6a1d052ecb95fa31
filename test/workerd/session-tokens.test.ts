// What a session token is good for, and every way of getting more out of it.
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader, exportSPKI, generateKeyPair } from 'jose';
import { describe, it } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { APP, BASE, SECRET, mintedBy, startSessionRouter } from './support/session-router.ts';

type Router = ReturnType<typeof startSessionRouter>;

/** The code of a refusal, which must not have reached a provider. */
async function refusal(router: Router, response: Promise<Response>): Promise<string | null> {
  const { status, ...refused } = await response.then(async (settled) => ({ status: settled.status, error: await errorOf(settled) }));
  if (router.upstream.calls.length > 0) throw new Error('A provider was called.');
  return `${status} ${refused.error.code}`;
}

describe('a session of a page', () => {
  it('lets it ask, where its Origin alone does not', async ({ expect }) => {
    const router = startSessionRouter();
    const refused = await router.post(`${BASE}${CHAT}`, chatBody(), { origin: APP });
    expect(refused.status).toBe(401);
    expect((await errorOf(refused)).message).toContain('/v1/sessions');
    expect(router.upstream.calls).toHaveLength(0);

    const minted = await router.mintAsPage();
    expect(minted.headers.get('access-control-allow-origin')).toBe(APP);
    expect(minted.headers.get('cache-control')).toBe('no-store');
    const session = await mintedBy(Promise.resolve(minted));
    expect(session).toMatchObject({ expiresInSeconds: 600, origin: APP, policy: 'default', capMicroUsd: 20_000, unit: expect.stringMatching(/^page:/) });
    expect((await router.ask(session.token)).status).toBe(200);
  });

  it('carries what it is bound to, and no secret', async ({ expect }) => {
    const router = startSessionRouter();
    const { token, id } = await mintedBy(router.mintAsPage());
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'phirst-session+jwt', kid: expect.stringMatching(/^[0-9a-f]{16}$/) });
    const seconds = Math.floor(router.clock.now / 1000);
    expect(decodeJwt(token)).toEqual({
      iss: 'phirst', aud: 'phirst-router', jti: id, iat: seconds, exp: seconds + 600,
      origin: APP, unit: expect.any(String), policy: 'default', cap: 20_000,
    });
  });

  it('reads models and policy, and mints no other', async ({ expect }) => {
    const router = startSessionRouter();
    const { token } = await mintedBy(router.mintAsPage());
    const headers = { origin: APP, authorization: `Bearer ${token}` };
    expect((await router.fetch(`${BASE}/v1/models`, { headers })).status).toBe(200);
    expect((await router.fetch(`${BASE}/v1/policy`, { headers })).status).toBe(200);
    expect(await refusal(router, router.post(`${BASE}/v1/sessions`, {}, headers))).toBe('403 forbidden');
    expect(await refusal(router, router.fetch(`${BASE}/admin/status`, { headers }))).toBe('401 unauthenticated');
  });

  it('says nothing about itself: a page may not choose its cap or its origin, and its unit only under its own name', async ({ expect }) => {
    const router = startSessionRouter();
    for (const fields of [{ capMicroUsd: 1_000_000_000 }, { origin: 'https://other.example' }]) {
      expect(await refusal(router, router.mintAsPage(fields))).toBe('403 forbidden');
    }
    for (const unit of ['somebody', 'key:shop-and-thirty-two-characters-more', 'u'.repeat(129)]) {
      expect(await refusal(router, router.mintAsPage({ unit }))).toBe('400 invalid_request');
    }
    const own = 'f'.repeat(64);
    expect((await mintedBy(router.mintAsPage({ unit: own }))).unit).toBe(`page:${own}`);
    const { expiresInSeconds } = await mintedBy(router.mintAsPage({ lifetimeSeconds: 86_400 }));
    expect(expiresInSeconds).toBe(600);
  });

  it('is refused to pages of other sites and to what is no page', async ({ expect }) => {
    const router = startSessionRouter();
    expect(await refusal(router, router.mintAsPage({}, { origin: 'https://evil.example' }))).toBe('403 origin_not_allowed');
    expect(await refusal(router, router.post(`${BASE}/v1/sessions`, {}))).toBe('401 unauthenticated');
  });
});

describe('a session of a backend', () => {
  it('names origin, unit and cap, within the deployment’s', async ({ expect }) => {
    const router = startSessionRouter({ settings: { PHIRST_SESSION_CAP_USD: '0.05' } });
    const asked = { origin: APP, unit: 'customer-7', capMicroUsd: 30_000, lifetimeSeconds: 60 };
    const session = await mintedBy(router.mintAsBackend(asked));
    expect(session).toMatchObject({ origin: APP, unit: 'customer-7', capMicroUsd: 30_000, expiresInSeconds: 60 });
    expect((await router.ask(session.token)).status).toBe(200);
    const greedy = await mintedBy(router.mintAsBackend({ capMicroUsd: 10_000_000, lifetimeSeconds: 86_400 }));
    expect(greedy).toMatchObject({ capMicroUsd: 50_000, expiresInSeconds: 600, origin: null });
  });

  it('without an origin is for programs, not for pages', async ({ expect }) => {
    const router = startSessionRouter();
    const { token } = await mintedBy(router.mintAsBackend());
    expect(await refusal(router, router.ask(token))).toBe('403 origin_not_allowed');
    expect((await router.ask(token, {})).status).toBe(200);
  });

  it.for([
    [{ origin: 'https://evil.example' }, 'origin'],
    [{ policy: 'other' }, 'policy'],
    [{ capMicroUsd: -1 }, 'capMicroUsd'],
    [{ unit: '' }, 'unit'],
    [{ surprise: 1 }, 'surprise'],
    [{ turnstileToken: 'x' }, 'turnstileToken'],
  ] as const)('is refused with %j', async ([fields, param], { expect }) => {
    const refused = await startSessionRouter().mintAsBackend(fields);
    expect(refused.status).toBe(400);
    expect((await errorOf(refused)).param).toBe(param);
  });
});

describe('lifted', () => {
  it.for([{ origin: 'https://other.example' }, { origin: BASE }, {}, { 'sec-fetch-site': 'same-origin' }])(
    'to a request with %j it is refused',
    async (headers, { expect }) => {
      const router = startSessionRouter();
      const { token } = await mintedBy(router.mintAsPage());
      expect(await refusal(router, router.ask(token, headers as Record<string, string>))).toBe('403 origin_not_allowed');
    },
  );
});

describe('expired', () => {
  it('is refused with a code of its own, after a small skew', async ({ expect }) => {
    const router = startSessionRouter();
    const { token } = await mintedBy(router.mintAsPage());
    router.clock.now += 604_000;
    expect((await router.ask(token)).status).toBe(200);
    router.clock.now += 2000;
    const refused = await router.ask(token);
    expect(refused.status).toBe(401);
    expect((await errorOf(refused)).code).toBe('session_expired');
  });
});

describe('forged', () => {
  const claims = { origin: APP, unit: 'u', policy: 'default', cap: 1_000_000_000 };
  const build = (router: Router, kid: string | undefined, header: object = {}) => {
    const seconds = Math.floor(router.clock.now / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'phirst-session+jwt', ...(kid !== undefined && { kid }), ...header })
      .setIssuer('phirst').setAudience('phirst-router').setJti(crypto.randomUUID()).setIssuedAt(seconds).setExpirationTime(seconds + 600);
  };
  const kidOf = async (router: Router) => decodeProtectedHeader((await mintedBy(router.mintAsPage())).token).kid;
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('with the right secret the same builder passes, so that what follows fails for its own reason', async ({ expect }) => {
    const router = startSessionRouter();
    const token = await build(router, await kidOf(router)).sign(bytes(SECRET));
    expect((await router.ask(token)).status).toBe(200);
  });

  it('with another secret it is refused, under every key id', async ({ expect }) => {
    const router = startSessionRouter();
    for (const kid of [await kidOf(router), 'unknown', undefined]) {
      const token = await build(router, kid).sign(bytes('another-secret-of-more-than-32-characters'));
      expect(await refusal(router, router.ask(token))).toBe('401 unauthenticated');
    }
  });

  it('without a signature it is refused', async ({ expect }) => {
    const router = startSessionRouter();
    const none = new UnsecuredJWT({ ...claims, iss: 'phirst', aud: 'phirst-router', jti: 'x' }).setIssuedAt().setExpirationTime('5m').encode();
    const signed = (await mintedBy(router.mintAsPage())).token;
    const [header, payload] = signed.split('.') as [string, string, string];
    const kid = decodeProtectedHeader(signed).kid;
    const noneHeader = btoa(JSON.stringify({ alg: 'none', typ: 'phirst-session+jwt', kid })).replaceAll('=', '');
    for (const token of [none, `${header}.${payload}.`, `${noneHeader}.${payload}.`]) {
      expect(await refusal(router, router.ask(token))).toBe('401 unauthenticated');
    }
  });

  it('with another algorithm it is refused, with the right secret too', async ({ expect }) => {
    const router = startSessionRouter();
    const kid = await kidOf(router);
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const tokens = [
      await build(router, kid, { alg: 'HS384' }).sign(bytes(SECRET.padEnd(64, SECRET))),
      await build(router, kid, { alg: 'HS512' }).sign(bytes(SECRET.padEnd(64, SECRET))),
      await build(router, kid, { alg: 'RS256' }).sign(privateKey),
      // The classic confusion: a public key as the secret of an HMAC.
      await build(router, kid).sign(bytes(await exportSPKI(publicKey))),
    ];
    for (const token of tokens) expect(await refusal(router, router.ask(token))).toBe('401 unauthenticated');
  });

  it.for([{ cap: 1_000_000_000 }, { origin: 'https://other.example' }, { exp: 9_999_999_999 }, { jti: 'another' }, { by: 'shop' }])(
    'with %j put into its claims it is refused',
    async (change, { expect }) => {
      const router = startSessionRouter();
      const { token } = await mintedBy(router.mintAsPage());
      const [header, , signature] = token.split('.') as [string, string, string];
      const payload = btoa(JSON.stringify({ ...decodeJwt(token), ...change })).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
      const headers = { origin: 'origin' in change ? change.origin : APP };
      expect(await refusal(router, router.ask(`${header}.${payload}.${signature}`, headers))).toBe('401 unauthenticated');
    },
  );

  it('from another issuer, for another audience or of another kind it is refused', async ({ expect }) => {
    const router = startSessionRouter();
    const kid = await kidOf(router);
    const tokens = [
      build(router, kid).setIssuer('somebody'),
      build(router, kid).setAudience('something'),
      build(router, kid, { typ: 'JWT' }),
    ];
    for (const token of tokens) expect(await refusal(router, router.ask(await token.sign(bytes(SECRET))))).toBe('401 unauthenticated');
  });

  it.for(['eyJ.eyJ.x', `eyJ${'a'.repeat(5000)}.b.c`, 'eyJhbGciOiJIUzI1NiJ9.e30.', 'eyJ..'])('as "%s" it is refused', async (token, { expect }) => {
    const router = startSessionRouter();
    expect(await refusal(router, router.ask(token))).toBe('401 unauthenticated');
  });
});

describe('a secret that is replaced', () => {
  const NEW = 'the-next-secret-which-is-also-long-enough-for-it';

  it('is accepted while it is the previous one, and no longer', async ({ expect }) => {
    const { token } = await mintedBy(startSessionRouter().mintAsPage());
    const during = startSessionRouter({ settings: { PHIRST_SESSION_SECRET: NEW, PHIRST_PREVIOUS_SESSION_SECRET: SECRET } });
    expect((await during.ask(token)).status).toBe(200);
    const next = await mintedBy(during.mintAsPage());
    const after = startSessionRouter({ settings: { PHIRST_SESSION_SECRET: NEW } });
    expect((await after.ask(next.token)).status).toBe(200);
    const refused = await after.ask(token);
    expect([refused.status, (await errorOf(refused)).code]).toEqual([401, 'unauthenticated']);
  });
});

describe('a router without PHIRST_SESSION_SECRET', () => {
  it('mints none and says which setting turns them on', async ({ expect }) => {
    const router = startSessionRouter({ settings: { PHIRST_SESSION_SECRET: '' } });
    const refused = await router.mintAsPage();
    expect(refused.status).toBe(503);
    expect((await errorOf(refused)).message).toContain('PHIRST_SESSION_SECRET');
  });
});
