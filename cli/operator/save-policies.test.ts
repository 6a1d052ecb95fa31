import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { policyHash } from '../../src/policy/policy-hash.ts';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { sha256 } from '../policy-file/sha256.ts';
import { runCli } from '../run-cli.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'phirst-log-'))));
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

const policy = policyAsking(0.5);
const never = 'f'.repeat(64);

async function routerWithLog() {
  const hash = await policyHash(policy, sha256);
  const { events } = syntheticLog({ seed: 1, units: 20, queriesPerUnit: 1, arms: new Map([[hash, policy]]) });
  const claimed = JSON.stringify(events[0]).replaceAll(hash, never).replaceAll('answer-0', 'answer-x');
  const body = `${[...events.map((stored) => JSON.stringify(stored)), claimed].join('\n')}\n`;
  const name = 'events/2026-11-23/00/one.ndjson';
  const answers: Record<string, () => Response> = {
    '/admin/log': () => Response.json({ segments: [{ name, bytes: body.length }], cursor: null }),
    [`/admin/log/${name}`]: () => new Response(body),
    [`/admin/policies/${hash}`]: () => Response.json(policy),
  };
  const asked: string[] = [];
  vi.stubGlobal('fetch', ({ pathname }: URL) => {
    asked.push(pathname);
    return Promise.resolve(answers[pathname]?.() ?? Response.json({ error: { code: 'policy_not_found', message: 'No such policy.' } }, { status: 404 }));
  });
  return { hash, asked };
}

async function phirst(...words: string[]) {
  const terminal = recordedTerminal({ folder, environment: { PHIRST_KEY: 'operator' } });
  return { exitCode: await runCli(words, terminal), printed: terminal.printed(), noted: terminal.noted() };
}

it('a downloaded log brings its policies along, and is decided again without the router', async () => {
  const { hash, asked } = await routerWithLog();
  const { exitCode, printed } = await phirst('log', 'download', 'log');
  expect(exitCode).toBe(0);
  expect(printed).toContain('1 new segment in log.\n1 new policy in log/policies.\n');
  expect(printed).toContain(`The router has no policy ${never}`);
  expect(readdirSync(join(folder, 'log/policies'))).toEqual([`${hash}.json`]);
  expect(JSON.parse(readFileSync(join(folder, `log/policies/${hash}.json`), 'utf8'))).toEqual(policy);
  // What is there isn't fetched again.
  const before = asked.filter((path) => path.endsWith(hash)).length;
  await phirst('log', 'download', 'log');
  expect(asked.filter((path) => path.endsWith(hash))).toHaveLength(before);
  vi.unstubAllGlobals();
  const replayed = await phirst('replay', '--log', 'log', '--allow-missing');
  expect([replayed.exitCode, replayed.printed]).toEqual([0, expect.stringContaining('All 40 decisions came out the same')]);
});

it('a policy that can’t be fetched just now is a failure, not a policy that never was', async () => {
  const { hash } = await routerWithLog();
  const whole = fetch;
  vi.stubGlobal('fetch', (url: URL) => (url.pathname.endsWith(hash) ? Promise.resolve(new Response('', { status: 503 })) : whole(url)));
  const { exitCode, printed, noted } = await phirst('log', 'download', 'log');
  expect(exitCode).toBe(1);
  expect(noted).toContain('answered 503');
  expect(printed).not.toContain(`no policy ${hash}`);
});
