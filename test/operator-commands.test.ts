// The operator's commands as they are typed, against the router in workerd: what it stores, counts and forgets is its own.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../cli/output/recorded-terminal.ts';
import { runCli } from '../cli/run-cli.ts';
import { loadDefaultPolicy } from '../src/policy/load-default-policy.ts';
import { storedKeys } from './support/stored-keys.ts';
import { startWholeRouter, type WholeRouter } from './support/whole-router.ts';

// Each takes a second; a busy machine takes longer.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let router: WholeRouter;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phirst-operator-'));
  router = await startWholeRouter(await storedKeys(['ada', 'operator'], ['eve', 'reader'], ['app', 'caller']));
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** `await phirst('policy status')`: words are parted by spaces, but for what is quoted. */
async function phirst(line: string, key = 'ada') {
  const terminal = recordedTerminal({ folder, environment: { PHIRST_URL: router.url, PHIRST_KEY: key } });
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return { exitCode: await runCli(words, terminal), printed: terminal.printed(), noted: terminal.noted() };
}

async function done(line: string): Promise<string> {
  const { exitCode, printed, noted } = await phirst(line);
  expect([exitCode, line], noted).toEqual([0, line]);
  return printed;
}

function writePolicy(name: string, minimumConfidence: number): void {
  const policy = loadDefaultPolicy();
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...policy, name, accept: { ...policy.accept, minimumConfidence } }));
}

const hashOf = async (name: string) => (JSON.parse(await done(`policy check ${name}.json --json`)) as { hash: string }).hash;

async function ask(unit: string): Promise<void> {
  const response = await fetch(`${router.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer app', 'content-type': 'application/json', 'x-phirst-unit': unit },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'What is the price of gold today?' }] }),
  });
  expect(response.status, await response.text()).toBe(200);
}

it('a policy goes to a share of the units, further, to all, and back, and the log says who did what', async () => {
  writePolicy('bolder', 0.7);
  const hash = await hashOf('bolder');
  expect((await phirst('policy log')).printed).toContain('Nothing was changed yet');
  expect(await done('policy deploy bolder.json --share 5 --reason "try it"')).toContain(`rollout rollout-${hash.slice(0, 12)}: running, 5.0 % of the units`);
  expect(await done('policy deploy bolder.json --share 5 --reason "try it again"')).toContain('It was so already: nothing was changed.');
  expect(await done(`policy ramp ${hash.slice(0, 8)} 20 --expect 1 --reason "no alarms"`)).toContain('20.0 % of the units');
  expect(await phirst(`policy ramp ${hash.slice(0, 8)} 10 --reason less`)).toMatchObject({ exitCode: 1, noted: expect.stringContaining('may only rise') });
  expect(await done('policy rollback --reason "too bold"')).not.toContain('rollout');
  expect(await done('policy deploy bolder.json --reason "after all"')).toContain(`default   bolder ${hash}`);
  expect(await done('policy status')).toContain(`Deployment 4\n  default   bolder ${hash}\n  previous  `);
  expect(await done('policy freeze --reason holidays')).toContain('frozen');
  expect(await phirst('policy deploy built-in --reason no')).toMatchObject({ exitCode: 1, noted: expect.stringContaining('Unfreeze first') });
  await done('policy unfreeze --reason back');
  expect(await done('policy expire never --reason "nothing to take away"')).toContain('Deployment');
  expect(await done(`policy revoke ${hash.slice(0, 8)} --yes --reason "it leaks"`)).toContain(`revoked   ${hash}`);
  expect(await phirst('policy deploy bolder.json --reason again')).toMatchObject({ exitCode: 1, noted: expect.stringContaining('was revoked') });
  const log = await done('policy log');
  expect(log).toMatch(new RegExp(`ada +Revoked ${hash.slice(0, 12)} for ever +it leaks`));
  expect(log).toMatch(/1 +20\S+Z +ada +Rolled out [0-9a-f]{12} to 5 % of units +try it\n$/);
});

it('whoever expected another deployment changes nothing and is told what was done since', async () => {
  const { exitCode, noted } = await phirst('policy freeze --expect 5 --reason late');
  expect(exitCode).toBe(1);
  expect(noted).toMatch(/Nothing was changed: your command was for deployment 5, and it is \d by now\. Since then:\n\nnumber .+\n\d +20\S+Z +ada +Revoked [0-9a-f]{12} for ever +it leaks\n/);
  expect(noted).not.toContain('Froze');
  expect((await phirst('policy freeze --expect 99 --reason early')).noted).toContain('there is no deployment 99 yet');
});

it('a reader looks and changes nothing; a key that the router doesn’t have is told as such', async () => {
  expect((await phirst('policy status', 'eve')).exitCode).toBe(0);
  expect(await phirst('policy freeze --reason x', 'eve')).toMatchObject({ exitCode: 1, noted: expect.stringContaining('"reader" may not') });
  expect((await phirst('policy status', 'mallory')).noted).toContain('doesn’t know the key in PHIRST_KEY');
});

it('an experiment begins, counts units, pauses, goes on and ends; its events are downloaded, decided again, and forgotten', async () => {
  writePolicy('control', 0.8);
  writePolicy('candidate', 0.6);
  const experiment = { schemaVersion: 1, key: 'lower-bar', coverage: 1, primary: 'feedback', guardrails: [{ metric: 'error', margin: 0.02 }] };
  writeFileSync(join(folder, 'experiment.json'), JSON.stringify({ ...experiment, variants: ['control', 'candidate'].map((name) => ({ name, policy: `${name}.json` })) }));
  expect((await phirst('log download events')).printed).toContain('The router’s log is empty');
  expect(await done('experiment check experiment.json')).toMatch(/candidate against control:\n[^]*  accept\.minimumConfidence: 0\.8 → 0\.6: more answers stay on the device\n/);
  expect(await done('experiment start experiment.json --reason "as content?"')).toContain('What it shows: phirst experiment status lower-bar');
  expect(await done('experiment status lower-bar')).toMatch(/^lower-bar: running, 100 % of all units take part\nCollecting.+\nUnits: none was seen yet/);

  await Promise.all(['unit-1', 'unit-2', 'unit-3'].map(ask));
  await vi.waitFor(async () => expect((await done('experiment export lower-bar')).split('\n')).toHaveLength(4), { timeout: 5000, interval: 50 });
  expect(await done('experiment export lower-bar --format csv')).toMatch(/^timestamp,.+\r\n20.+,lower-bar,\d,(control|candidate),unit-\d/);
  expect(await done('experiment verdict lower-bar')).toMatch(/Units: control \d of 2 expected, candidate \d of 2 expected/);

  expect(await done('experiment pause lower-bar --reason outage')).toContain('lower-bar: paused');
  expect((await phirst('experiment ramp lower-bar 100 --reason on')).noted).toContain('resume it first');
  expect(await done('experiment resume lower-bar --reason over')).toContain('lower-bar: running');
  expect((await phirst('experiment stop lower-bar --reason enough')).exitCode).toBe(2);
  await done('experiment stop lower-bar --yes --reason enough');
  expect(await done('experiment list')).toMatch(/lower-bar +stopped/);
  expect(await done('experiment status lower-bar')).toMatch(/^lower-bar: stopped on 20\S+Z\. What it showed by then:\n/);

  await vi.waitFor(async () => expect(await done('log download events')).toMatch(/new segment/), { timeout: 5000, interval: 50 });
  expect(existsSync(join(folder, 'events/policies', `${await hashOf('candidate')}.json`)) || readdirSync(join(folder, 'events/policies')).length > 0).toBe(true);
  expect(await done('replay --log events')).toMatch(/All \d+ decisions came out the same, to the byte/);

  expect(await done('events erase --unit unit-2 --yes')).toMatch(/^Forgotten: [1-9]\d* rows of the books; [1-9]\d* segments? of the log written anew\.\n$/);
  expect(await done('experiment export lower-bar')).not.toContain('unit-2');
  expect(await done('events erase --unit unit-2 --yes')).toContain('Nothing is known of the unit unit-2.');
  expect(await done('log download events')).toMatch(/[1-9]\d* new segment/);
});
