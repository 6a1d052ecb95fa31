import { afterEach, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { runCli } from '../run-cli.ts';

afterEach(() => void vi.unstubAllGlobals());
const environment = { PHIRST_KEY: 'operator' };

const entry = (sequence: number, reason: string) => ({ sequence, at: 0, by: 'ada', reason, change: { kind: 'freeze' } });

/** A router at deployment 9, and what was sent to it. */
function routerAtNine() {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', ({ pathname }: URL, { method, body }: { method: string; body?: string }) => {
    if (pathname === '/admin/audit') return Promise.resolve(Response.json([entry(9, 'the holidays'), entry(8, 'too soon'), entry(7, 'before')]));
    if (method === 'GET') return Promise.resolve(Response.json({ deployment: { sequence: 9 }, policies: {}, experiments: {} }));
    sent.push(JSON.parse(body ?? ''));
    return Promise.resolve(Response.json({ error: { code: 'deployment_conflict', message: 'It is 9 by now.' } }, { status: 409 }));
  });
  return sent;
}

it('sends the number it read, or the one that is expected', async () => {
  const sent = routerAtNine();
  await runCli(['policy', 'ramp', 'a'.repeat(64), '25%', '--reason', 'calm'], recordedTerminal({ environment }));
  await runCli(['policy', 'freeze', '--reason', 'calm', '--expect', '7'], recordedTerminal({ environment }));
  expect(sent).toMatchObject([{ change: { kind: 'ramp', policy: 'a'.repeat(64), coverage: 0.25 }, expectedSequence: 9, reason: 'calm' }, { change: { kind: 'freeze' }, expectedSequence: 7 }]);
});

it('says who changed what since, and how to go on, where somebody was faster', async () => {
  routerAtNine();
  const terminal = recordedTerminal({ environment });
  expect(await runCli(['policy', 'freeze', '--reason', 'calm', '--expect', '7'], terminal)).toBe(1);
  const said = terminal.noted();
  expect(said).toContain('Nothing was changed: your command was for deployment 7, and it is 9 by now.');
  expect(said).toMatch(/9 +1970-01-01T00:00:00\.000Z +ada +Froze the deployment +the holidays\n8 .+too soon\n\nLook with .+ --expect 9\.\n$/);
  expect(said).not.toContain('before');
});

it('takes only a deployment’s number for --expect', async () => {
  const asked = routerAtNine();
  expect(await runCli(['policy', 'freeze', '--reason', 'calm', '--expect', 'seven'], recordedTerminal({ environment }))).toBe(2);
  expect(asked).toEqual([]);
});

it('does nothing final without --yes, and asks nothing without a key', async () => {
  const asked = vi.fn<typeof fetch>();
  vi.stubGlobal('fetch', asked);
  expect(await runCli(['policy', 'revoke', 'abc', '--reason', 'x'], recordedTerminal({ environment }))).toBe(2);
  expect(await runCli(['policy', 'status'], recordedTerminal())).toBe(1);
  expect(asked).not.toHaveBeenCalled();
});

it('shows what breakers of policies have found', async () => {
  const deployment = { sequence: 7, policy: 'a'.repeat(64), previous: null, experiments: [], revoked: [], isFrozen: false, notAfter: null };
  const alarms = [{ policy: 'a'.repeat(64), at: 0, kind: 'error_breaker', action: 'none', sentence: 'Policy aaa: 9 of 9 counted requests failed.' }];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ deployment, policies: {}, experiments: {}, alarms })));
  const terminal = recordedTerminal({ environment });
  expect(await runCli(['policy', 'status'], terminal)).toBe(0);
  expect(terminal.printed()).toMatch(/alarm +1970-01-01T00:00:00.000Z Nothing was done: .* Policy aaa: 9 of 9 counted requests failed\./);
});

it.each([
  ['keep_running', null, 'Shipping against its verdict, which is by now: Keep it running.'],
  ['ship', 'other', 'Shipping against its verdict'],
  ['ship', 'candidate', ''],
])('says before it ships what the verdict is where that is another: %s %s', async (kind, variant, said) => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', ({ pathname }: URL, { method, body }: { method: string; body?: string }) => {
    if (pathname === '/admin/experiments/bar') return Promise.resolve(Response.json({ fullVerdict: { kind, variant, sentence: 'Keep it running.' } }));
    if (method === 'POST') sent.push(JSON.parse(body ?? ''));
    return Promise.resolve(Response.json({ deployment: { sequence: 9, policy: 'a'.repeat(64), previous: null, experiments: [], revoked: [], isFrozen: false, notAfter: null }, policies: {}, experiments: {} }));
  });
  const terminal = recordedTerminal({ environment });
  expect(await runCli(['experiment', 'ship', 'bar', 'candidate', '--yes', '--reason', 'x'], terminal)).toBe(0);
  expect(terminal.noted().includes('Shipping against')).toBe(said !== '');
  expect(terminal.noted()).toContain(said);
  expect(sent).toMatchObject([{ change: { kind: 'stop_experiment', key: 'bar', ship: 'candidate' } }]);
});

it('ships all the same, and says so, where the verdict can’t be read', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', ({ pathname }: URL, { method, body }: { method: string; body?: string }) => {
    if (pathname === '/admin/experiments/bar') return Promise.resolve(Response.json({ error: { code: 'internal', message: 'The book of this experiment is away.' } }, { status: 500 }));
    if (method === 'POST') sent.push(JSON.parse(body ?? ''));
    return Promise.resolve(Response.json({ deployment: { sequence: 9, policy: 'a'.repeat(64), previous: null, experiments: [], revoked: [], isFrozen: false, notAfter: null }, policies: {}, experiments: {} }));
  });
  const terminal = recordedTerminal({ environment });
  expect(await runCli(['experiment', 'ship', 'bar', 'candidate', '--yes', '--reason', 'x'], terminal)).toBe(0);
  expect(terminal.noted()).toContain('Shipping without its verdict, which couldn’t be read: The book of this experiment is away.');
  expect(sent).toHaveLength(1);
});
