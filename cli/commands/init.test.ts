import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseCallerKeys } from '../../router/middleware/caller-keys.ts';
import { inProject } from '../../scripts/project-paths.ts';
import { ExperimentSchema } from '../../src/experiment/experiment.ts';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { runCli } from '../run-cli.ts';
import { bindings } from '../init/bindings.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'phirst-init-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function phirst(...words: string[]) {
  const terminal = recordedTerminal({ folder });
  return { exitCode: await runCli(words, terminal), printed: terminal.printed(), noted: terminal.noted() };
}

const written = (name: string) => readFileSync(join(folder, name), 'utf8');

it('writes a policy that passes its check, with the schema of the installed package for the editor', async () => {
  expect(await phirst('init')).toMatchObject({ exitCode: 0, noted: '' });
  expect(written('policy.yaml')).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/phirst\/policies\/policy\.schema\.json\n/);
  expect(written('policy.yaml')).toContain('\n$schema: ./node_modules/phirst/policies/policy.schema.json\n');
  expect(await phirst('policy', 'check', '--strict')).toMatchObject({ exitCode: 0 });
  // The same rules as the built-in policy's, and so the same name.
  expect((await phirst('policy', 'diff', 'built-in', 'policy.yaml')).printed).toContain('They are the same policy');
});

it('writes an experiment that can be read', async () => {
  await phirst('init');
  expect(v.safeParse(ExperimentSchema, parse(written('experiment.yaml'))).success).toBe(true);
  expect(written('experiment.yaml')).toContain('./node_modules/phirst/policies/experiment.schema.json');
});

it('makes an operator’s key that its entry lets in, and shows it once', async () => {
  const { printed } = await phirst('init');
  const key = /phk_[\w-]{43}/.exec(printed)?.[0] ?? '';
  const entry = /^PHIRST_KEYS="(.+)"$/m.exec(written('.dev.vars'))?.[1] ?? '';
  const keys = parseCallerKeys([entry]);
  expect(keys).toMatchObject({ ok: true, value: [{ name: 'operator', role: 'operator' }] });
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))).toString('hex');
  expect(entry.endsWith(digest)).toBe(true);
  expect(written('.dev.vars')).not.toContain(key);
  expect(statSync(join(folder, '.dev.vars')).mode & 0o077).toBe(0);
});

it('never writes over what is there unless it is told to, and says what it left', async () => {
  writeFileSync(join(folder, 'policy.yaml'), 'mine');
  writeFileSync(join(folder, '.dev.vars'), 'PHIRST_KEYS="mine"');
  const { printed } = await phirst('init');
  expect(written('policy.yaml')).toBe('mine');
  expect(written('.dev.vars')).toBe('PHIRST_KEYS="mine"');
  expect(printed).toMatch(/policy\.yaml +there already, left as it was/);
  expect(printed).not.toContain('phk_');
  await phirst('init', '--force');
  expect(written('policy.yaml')).toContain('schemaVersion: 1');
});

it('warns where git would take the secrets along', async () => {
  expect((await phirst('init', 'edge')).printed).toContain('Add .dev.vars to your .gitignore');
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n.dev.vars*\n');
  expect((await phirst('init', 'other')).printed).not.toContain('.gitignore');
});

it('names the file that cannot be written', async () => {
  writeFileSync(join(folder, 'edge'), 'a file');
  expect(await phirst('init', 'edge')).toMatchObject({ exitCode: 1, noted: expect.stringMatching(/^phirst: .+edge\/policy\.yaml cannot be written: .+Name a folder/) });
});

it('binds what Phirst’s own router binds', () => {
  const settings = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const own = readFileSync(inProject('wrangler.toml'), 'utf8').split('# ---- Development')[0] ?? '';
  const needed = settings(own.slice(own.indexOf('[[durable_objects.bindings]]')));
  expect(settings(bindings)).toEqual(needed);
});
