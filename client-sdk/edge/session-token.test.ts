import { afterEach, describe, expect, it, vi } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { streamOf } from '../../test/support/fake-router.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { createPhirst } from '../client.ts';
import { createSessionTokens, type SessionGrant, type SessionOption } from './session-token.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const signal = new AbortController().signal;

/** Tokens of a backend that numbers them, over a clock a test may move. */
function startTokens(expiresInSeconds = 600) {
  const clock = { now: 0 };
  let minted = 0;
  const mint = vi.fn<() => Promise<SessionGrant>>(async () => ({ token: `token-${++minted}`, expiresInSeconds }));
  const tokens = createSessionTokens({ session: mint, baseUrl: '', fetch: () => Promise.reject(new Error('unused')), now: () => clock.now });
  return { clock, mint, tokens };
}

describe('a session token', () => {
  it('is minted when it is first asked for, once for all who ask at once', async () => {
    const { mint, tokens } = startTokens();
    expect(mint).not.toHaveBeenCalled();
    expect(await Promise.all(Array.from({ length: 20 }, () => tokens.token(signal)))).toEqual(Array(20).fill('token-1'));
    expect(mint).toHaveBeenCalledTimes(1);
  });

  it('is used until a minute before its end, then replaced beside the question', async () => {
    const { clock, mint, tokens } = startTokens();
    await tokens.token(signal);
    clock.now = 539_000;
    expect(await tokens.token(signal)).toBe('token-1');
    expect(mint).toHaveBeenCalledTimes(1);
    clock.now = 541_000;
    expect(await tokens.token(signal)).toBe('token-1');
    expect(mint).toHaveBeenCalledTimes(2);
    await vi.waitFor(async () => expect(await tokens.token(signal)).toBe('token-2'));
  });

  it('is not used in its last seconds', async () => {
    const { clock, tokens } = startTokens();
    await tokens.token(signal);
    clock.now = 595_000;
    expect(await tokens.token(signal)).toBe('token-2');
  });

  it('of a short life is not minted anew for every question', async () => {
    const { clock, mint, tokens } = startTokens(8);
    await tokens.token(signal);
    clock.now = 5000;
    await tokens.token(signal);
    expect(mint).toHaveBeenCalledTimes(1);
  });

  it('that the router calls expired is renewed once, however many were told so', async () => {
    const { mint, tokens } = startTokens();
    const old = await tokens.token(signal);
    expect(await Promise.all([tokens.renew(old, signal), tokens.renew(old, signal)])).toEqual(['token-2', 'token-2']);
    expect(await tokens.renew(old, signal)).toBe('token-2');
    expect(mint).toHaveBeenCalledTimes(2);
  });

  it('that could not be minted is tried again by the next question', async () => {
    const { mint, tokens } = startTokens();
    mint.mockRejectedValueOnce(new Error('backend down'));
    await expect(tokens.token(signal)).rejects.toMatchObject({ code: 'unauthenticated', cause: new Error('backend down') });
    expect(await tokens.token(signal)).toBe('token-1');
  });

  it('that the app’s function never gave is asked for again', async () => {
    vi.useFakeTimers();
    try {
      const { mint, tokens } = startTokens();
      mint.mockImplementationOnce(() => new Promise(() => {}));
      const first = tokens.token(signal).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await first).toMatchObject({ code: 'unauthenticated', message: expect.stringContaining('too long') });
      expect(await tokens.token(signal)).toBe('token-1');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that the router doesn’t know for its own is not used again', async () => {
    const { mint, tokens } = startTokens();
    const unknown = () => Promise.resolve(Response.json({ error: { code: 'unauthenticated', message: 'no' } }, { status: 401 }));
    await expect(tokens.send(signal, unknown)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await tokens.token(signal)).toBe('token-2');
    expect(mint).toHaveBeenCalledTimes(2);
  });

  it('is waited for no longer than whoever asks waits', async () => {
    const { mint, tokens } = startTokens();
    mint.mockReturnValueOnce(new Promise(() => {}));
    const reason = new PhirstError('deadline_exceeded', 'Time is up.');
    await expect(tokens.token(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it.for([undefined, null, 'token', {}, { token: '' , expiresInSeconds: 1 }, { token: 'x', expiresInSeconds: 'soon' }])('is not %j', async (grant) => {
    const tokens = createSessionTokens({ session: async () => grant as never, baseUrl: '', fetch, now: () => 0 });
    await expect(tokens.token(signal)).rejects.toMatchObject({ code: 'unauthenticated', message: expect.stringContaining('expiresInSeconds') });
  });
});

interface Sent {
  readonly path: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A client before a router that mints, and answers completions as a test says. */
function startClient({ session, complete = () => streamOf(['hosted answer']) }: { session: SessionOption; complete?: (token: string | null) => Response }) {
  const sent: Sent[] = [];
  let minted = 0;
  const phirst = createPhirst({
    router: 'https://router.example',
    session,
    fetch: async (input, init) => {
      const { pathname: path } = new URL(input as string);
      const authorization = new Headers(init?.headers).get('authorization');
      sent.push({ path, authorization, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined });
      if (path === '/v1/policy') return Response.json({ policy: loadDefaultPolicy(), hostedModelIds: ['reference/small', 'reference/large'] });
      if (path === '/v1/sessions') return Response.json({ token: `token-${++minted}`, expiresInSeconds: 600 }, { status: 201 });
      return complete(authorization);
    },
  });
  return { phirst, sent, to: (path: string) => sent.filter((request) => request.path === path) };
}

const refusal = (code: string, status: number) => Response.json({ error: { code, message: code, type: 'x', param: null } }, { status });

describe('createPhirst({ session: true })', () => {
  it('mints with the first hosted question, for all that come at once, and asks with the token', async () => {
    const { phirst, to } = startClient({ session: true });
    await phirst.policy();
    expect(to('/v1/sessions')).toHaveLength(0);
    await Promise.all(['one', 'two', 'three'].map((question) => phirst.ask(question, { mode: 'only_in_cloud' }).done));
    expect(to('/v1/sessions')).toEqual([{ path: '/v1/sessions', authorization: null, body: {} }]);
    expect(to('/v1/chat/completions').map(({ authorization }) => authorization)).toEqual(Array(3).fill('Bearer token-1'));
    expect(to('/v1/policy').every(({ authorization }) => authorization === null)).toBe(true);
  });

  it('causes no request for a device-only question', async () => {
    const { phirst, sent } = startClient({ session: true });
    await expect(phirst.ask('private', { privacy: 'device-only' }).done).rejects.toMatchObject({ name: 'PhirstError' });
    expect(sent).toEqual([]);
  });

  it('renews an expired token and asks again, so that nobody notices', async () => {
    const { phirst, to } = startClient({
      session: true,
      complete: (token) => (token === 'Bearer token-1' ? refusal('session_expired', 401) : streamOf(['hosted answer'])),
    });
    expect((await phirst.ask('one', { mode: 'only_in_cloud' }).done).text).toBe('hosted answer');
    expect(to('/v1/sessions')).toHaveLength(2);
  });

  it('asks for no third token where the second is called expired too', async () => {
    const { phirst, to } = startClient({ session: true, complete: () => refusal('session_expired', 401) });
    await expect(phirst.ask('one', { mode: 'only_in_cloud' }).done).rejects.toMatchObject({ code: 'session_expired' });
    expect(to('/v1/sessions')).toHaveLength(2);
  });

  it.for(['unauthenticated', 'spend_cap_reached', 'origin_not_allowed'])('does not mint its way around %s', async (code) => {
    const { phirst, to } = startClient({ session: true, complete: () => refusal(code, code === 'unauthenticated' ? 401 : 403) });
    await expect(phirst.ask('one', { mode: 'only_in_cloud' }).done).rejects.toMatchObject({ code });
    expect(to('/v1/sessions')).toHaveLength(1);
  });

  it('sends along what Turnstile’s widget gives', async () => {
    const { phirst, to } = startClient({ session: { turnstileToken: async () => 'solved' } });
    await phirst.ask('one', { mode: 'only_in_cloud' }).done;
    expect(to('/v1/sessions')[0]?.body).toEqual({ turnstileToken: 'solved' });
  });
});

describe('apiKey', () => {
  it('in a page is warned of, once; elsewhere it is not', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    createPhirst({ apiKey: 'secret-key' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(warn).not.toHaveBeenCalled();
    vi.stubGlobal('document', {});
    createPhirst({ session: true });
    expect(warn).not.toHaveBeenCalled();
    createPhirst({ apiKey: 'secret-key' });
    createPhirst({ apiKey: 'secret-key' });
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(warn).toHaveBeenCalledTimes(1);
    expect(String(warn.mock.calls[0])).toContain('session: true');
    expect(String(warn.mock.calls[0])).not.toContain('secret-key');
  });
});
