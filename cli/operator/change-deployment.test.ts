import { afterEach, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { runCli } from '../run-cli.ts';

afterEach(() => void vi.unstubAllGlobals());
const environment = { PHIRST_KEY: 'operator' };

it('sends the number it read, and says how to go on where somebody was faster', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (_url: URL, { method, body }: { method: string; body?: string }) => {
    if (method === 'GET') return Promise.resolve(Response.json({ deployment: { sequence: 7 }, policies: {}, experiments: {} }));
    sent.push(JSON.parse(body ?? ''));
    return Promise.resolve(Response.json({ error: { code: 'deployment_conflict', message: 'It is 8 by now.' } }, { status: 409 }));
  });
  const terminal = recordedTerminal({ environment });
  expect(await runCli(['policy', 'ramp', 'a'.repeat(64), '25%', '--reason', 'calm'], terminal)).toBe(1);
  expect(sent).toMatchObject([{ change: { kind: 'ramp', policy: 'a'.repeat(64), coverage: 0.25 }, expectedSequence: 7, reason: 'calm' }]);
  expect(terminal.noted()).toMatch(/It is 8 by now\.\nNothing was changed\..*phirst policy log/);
});

it('does nothing final without --yes, and asks nothing without a key', async () => {
  const asked = vi.fn<typeof fetch>();
  vi.stubGlobal('fetch', asked);
  expect(await runCli(['policy', 'revoke', 'abc', '--reason', 'x'], recordedTerminal({ environment }))).toBe(2);
  expect(await runCli(['policy', 'status'], recordedTerminal())).toBe(1);
  expect(asked).not.toHaveBeenCalled();
});

it('shows what breakers of policies have found', async () => {
  const deployment = { sequence: 7, policy: 'a'.repeat(64), previous: null, experiments: [], revoked: [], isFrozen: false };
  const alarms = [{ policy: 'a'.repeat(64), at: 0, kind: 'error_breaker', action: 'none', sentence: 'Policy aaa: 9 of 9 counted requests failed.' }];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ deployment, policies: {}, experiments: {}, alarms })));
  const terminal = recordedTerminal({ environment });
  expect(await runCli(['policy', 'status'], terminal)).toBe(0);
  expect(terminal.printed()).toMatch(/alarm +1970-01-01T00:00:00.000Z Nothing was done: .* Policy aaa: 9 of 9 counted requests failed\./);
});
