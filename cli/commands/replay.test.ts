import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { policyHash } from '../../src/policy/policy-hash.ts';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { sha256 } from '../policy-file/sha256.ts';
import type { ReplayReport } from '../replay/replay-report.ts';
import { runCli } from '../run-cli.ts';

let folder: string;
const policy = policyAsking(0.5);
let hash: string;
const lineOf = (stored: unknown) => `${JSON.stringify(stored)}\n`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phirst-replay-'));
  hash = await policyHash(policy, sha256);
  const lines = syntheticLog({ seed: 2, units: 300, queriesPerUnit: 1, arms: new Map([[hash, policy]]), auditShare: 0.5 }).events.map(lineOf);
  const place = (name: string, content: string | Uint8Array) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  place('log/events/2026-11-23/00/one.ndjson', lines.slice(0, 400).join(''));
  place('log/events/2026-11-23/01/two.ndjson.gz', gzipSync(lines.slice(390).join('')));
  place('log/events/2026-11-23/02/three.ndjson', `${lines[0]}\n{"event":{"type":"deci`);
  place(`log/policies/${hash}.json`, JSON.stringify(policy));
  place('bare/one.ndjson', lines.join(''));
  place('changed/one.ndjson', lines.slice(0, 20).join('').replaceAll('"reason":"confident"', '"reason":"incomplete"'));
  place(`changed/policies/${hash}.json`, JSON.stringify(policy));
  place('same.json', JSON.stringify(policy));
  place('stricter.json', JSON.stringify(policyAsking(0.7)));
  place('fitted.json', JSON.stringify({ ...policy, start: { ...policy.start, gainModel: { sha256: 'a'.repeat(64) } } }));
  place('gate.yaml', 'maxHostedShare: 0.9\nminAgreement: 0.8\n');
  place('bad-gate.yaml', 'maxHostedShare: 0.9\nmaxPrice: 3\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function replay(...words: string[]) {
  const terminal = recordedTerminal({ folder });
  return { exitCode: await runCli(['replay', ...words], terminal), printed: terminal.printed(), noted: terminal.noted() };
}

it('reads segments at any depth, packed or not, each event once, and passes over a line that is cut off', async () => {
  const { exitCode, printed, noted } = await replay('--log', 'log');
  expect([exitCode, noted]).toEqual([0, expect.stringContaining('Reading')]);
  expect(printed).toMatch(/^\d+ events in 3 segments; 11 repeated ones dropped\.\n1 line passed over:\n {2}log\/events\/2026-11-23\/02\/three\.ndjson:3 is no JSON: the line is cut off or was changed\n/);
  expect(printed).toContain('All 600 decisions came out the same, to the byte.');
  expect(noted).toMatch(/Reading the log, bytes: \d/);
});

it('changes nothing under the policy that was in force', async () => {
  const { exitCode, printed } = await replay('--log', 'log', '--policy', 'same.json', '--json');
  const { policy: compared } = JSON.parse(printed) as ReplayReport;
  expect(exitCode).toBe(0);
  expect(compared).toMatchObject({ hash, routes: { queries: 300, changed: [] }, estimates: { cost: { problem: null } } });
  expect(compared?.estimates.cost.difference?.value).toBeCloseTo(0, 9);
});

it('tells what another policy changes, and refuses in words what the log can’t carry', async () => {
  const { exitCode, printed } = await replay('--log', 'log', '--policy', 'stricter.json', '--show', '2');
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/\d+ of 300 queries change their route/);
  expect(printed).toMatch(/kept on the device +→ +device first, then handed up/);
  expect(printed).toMatch(/of 300 queries \(\d+(\.\d)? %\) would go a way on which no policy in force sent them/);
  expect(printed).toMatch(/says what hosted says +\d/);
});

it('says of how many queries the log holds what the policy’s gain model says', async () => {
  const told = `"estimate":{"gain":0.1,"deviceRight":0.5,"hostedRight":0.6,"familiarity":1,"isFamiliar":true,"model":"${'a'.repeat(64)}","against":"gpt-4o-2024-05-13"},`;
  const lines = readFileSync(join(folder, 'log/events/2026-11-23/00/one.ndjson'), 'utf8').split('\n');
  const starts = lines.map((line) => line.includes('"type":"decision"')).map((isStart, index) => (isStart ? index : -1)).filter((index) => index >= 0);
  // The log was written under a policy that names no gain model: what it made doesn't hang on it.
  for (const index of starts.slice(0, 3)) lines[index] = lines[index]!.replace('"input":{"description"', `"input":{${told}"description"`);
  mkdirSync(join(folder, 'told/policies'), { recursive: true });
  writeFileSync(join(folder, 'told/one.ndjson'), lines.join('\n'));
  writeFileSync(join(folder, `told/policies/${hash}.json`), JSON.stringify(policy));
  const { printed } = await replay('--log', 'told', '--policy', 'fitted.json', '--json');
  const { gain, queries } = (JSON.parse(printed) as ReplayReport).policy!.routes;
  expect(gain.told).toBe(3);
  expect(gain.untold).toBeGreaterThan(0);
  expect(gain.told + gain.untold).toBeLessThanOrEqual(queries);
  expect((await replay('--log', 'told', '--policy', 'fitted.json')).printed).toContain('Its gain model: of 3 queries the log holds what it said');
  expect((await replay('--log', 'told', '--policy', 'stricter.json')).printed).not.toContain('gain model');
});

it('lists a decision that comes out differently, and exits with 1', async () => {
  const { exitCode, printed, noted } = await replay('--log', 'changed');
  expect(exitCode).toBe(1);
  expect(printed).toMatch(/answer-\d+ +client +\w{8} +accept\.reason +"incomplete" +"confident"/);
  expect(noted).toContain('don’t decide alike');
});

it('names a policy that is missing, and how to get it', async () => {
  const { exitCode, noted } = await replay('--log', 'bare');
  expect(exitCode).toBe(1);
  expect(noted).toContain(`${hash}  decided 600`);
  expect(noted).toContain('Fetch them with `phirst log download bare`.');
  expect((await replay('--log', 'bare', '--allow-missing')).exitCode).toBe(0);
});

it('a gate passes where every limit surely holds; it fails where one is broken or can’t be known', async () => {
  const kept = await replay('--log', 'log', '--policy', 'stricter.json', '--gate', 'gate.yaml');
  expect([kept.exitCode, kept.printed.includes('Gate passed: all 2 limits surely hold.')]).toEqual([0, true]);
  // An option goes before the file.
  const broken = await replay('--log', 'log', '--policy', 'stricter.json', '--gate', 'gate.yaml', '--max-hosted-share', '0.1');
  expect(broken.exitCode).toBe(1);
  expect(broken.printed).toMatch(/maxHostedShare +0\.1 +0\.\d+ +decisions +broken\n/);
  const unknown = await replay('--log', 'log', '--policy', 'stricter.json', '--min-answered', '0');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.printed).toMatch(/minAnswered +0 +unknown +dealt units +not known/);
});

it('without an experiment the cost is known by audited queries', async () => {
  const { printed } = await replay('--log', 'log', '--policy', 'stricter.json', '--max-cost-per-1000-usd', '1', '--json');
  expect((JSON.parse(printed) as ReplayReport).policy?.gate).toMatchObject({ passed: true, checks: [{ from: 'audited queries', verdict: 'holds' }] });
});

it('says what is wrong with a gate, a folder and its options', async () => {
  expect((await replay('--log', 'log', '--policy', 'same.json', '--gate', 'bad-gate.yaml')).noted).toMatch(/bad-gate\.yaml:2:\d+ maxPrice: is no limit/);
  expect((await replay('--log', 'log', '--gate', 'gate.yaml')).exitCode).toBe(2);
  expect((await replay('--log', 'nowhere')).noted).toContain('There is no folder nowhere. Fetch the log with `phirst log download nowhere`.');
  expect((await replay('--log', 'log/policies')).noted).toContain('holds no segment of a log');
});
