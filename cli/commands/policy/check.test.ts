import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import { recordedTerminal } from '../../output/recorded-terminal.ts';
import { runCli } from '../../run-cli.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'phirst-policy-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function phirst(...words: string[]) {
  const terminal = recordedTerminal({ folder });
  const exitCode = await runCli(['policy', ...words], terminal);
  return { exitCode, printed: terminal.printed(), noted: terminal.noted() };
}

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('phirst policy check', () => {
  it('names a policy by the same hash in YAML and JSON, whatever its $schema', async () => {
    const { $schema: _, ...policy } = loadDefaultPolicy();
    write('policy.yaml', `# A comment\n${stringify(policy)}`);
    write('policy.json', JSON.stringify({ $schema: './elsewhere.json', ...policy }));
    const yaml = await phirst('check', '--json');
    const json = await phirst('check', 'policy.json', '--json');
    const hash = JSON.parse(yaml.printed).hash as string;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(json.printed).hash).toBe(hash);
    expect(JSON.parse((await phirst('check', 'built-in', '--json')).printed).hash).toBe(hash);
    expect((await phirst('check')).printed).toContain(hash);
  });

  it('shows each finding where it stands, with its remedy, and what one query costs at worst', async () => {
    const policy = structuredClone(loadDefaultPolicy()) as any;
    policy.watch.escalateBelow = 0.5;
    write('policy.yaml', stringify(policy));
    const { exitCode, printed } = await phirst('check');
    expect(exitCode).toBe(1);
    expect(printed).toMatch(/^policy\.yaml:\d+:3 error watch\.escalateBelow\n {2}An answer is given up midway below 0\.5 .+\n {2}Lower it to at most 0\.35\.\n/);
    expect(printed).toContain('cost        $0.02');
    expect(printed).toContain('1 error, 0 warnings.');
  });

  it('fails on a warning only when told to', async () => {
    const policy = structuredClone(loadDefaultPolicy()) as any;
    policy.hosted.maximumFallbacks = 0;
    write('policy.yaml', stringify(policy));
    expect((await phirst('check')).exitCode).toBe(0);
    expect((await phirst('check', '--strict')).exitCode).toBe(1);
  });

  it('names every fault of what is no policy by line and column', async () => {
    const policy = structuredClone(loadDefaultPolicy()) as any;
    policy.accept.minimumConfidence = 7;
    delete policy.name;
    write('policy.yaml', stringify(policy));
    const { exitCode, printed, noted } = await phirst('check');
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(noted).toMatch(/policy\.yaml:1:1 name: is missing/);
    expect(noted).toMatch(/policy\.yaml:\d+:3 accept\.minimumConfidence: must be at most 1, not 7/);
  });
});

describe('phirst policy diff', () => {
  it('says what changes in words, and that nothing does', async () => {
    const policy = structuredClone(loadDefaultPolicy()) as any;
    policy.accept.minimumConfidence = 0.7;
    write('new.json', JSON.stringify(policy));
    expect(await phirst('diff', 'built-in', 'new.json')).toEqual({ exitCode: 0, noted: '', printed: 'accept.minimumConfidence: 0.8 → 0.7: more answers stay on the device\n' });
    expect((await phirst('diff', 'built-in', 'built-in')).printed).toMatch(/^They are the same policy, [0-9a-f]{64}\.\n$/);
    expect(JSON.parse((await phirst('diff', 'built-in', 'new.json', '--json')).printed).changes).toEqual([
      { kind: 'changed', path: 'accept.minimumConfidence', before: 0.8, after: 0.7, meaning: 'more answers stay on the device' },
    ]);
  });
});
