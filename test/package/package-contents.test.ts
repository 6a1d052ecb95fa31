// What the tarball brings along, and what it doesn't.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { inProject } from '../../scripts/project-paths.ts';
import { runTool } from './support/run-tool.ts';

const app = inject('freshApp').folder;
const installed = join(app, 'node_modules/phirst');
const files = readdirSync(installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));

test('installing it installs nothing else', () => {
  // Vite is the test's own doing.
  expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.')).sort()).toEqual(['phirst', 'vite']);
});

test.each(['bundler', 'node16'])('the types resolve under moduleResolution %s, checked whole', async (moduleResolution) => {
  const modules = ['--module', moduleResolution === 'node16' ? 'node16' : 'esnext', '--moduleResolution', moduleResolution];
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--types', ''];
  const compiler = [process.execPath, inProject('node_modules/typescript/bin/tsc'), '--noEmit', '--ignoreConfig'];
  await expect(runTool([...compiler, ...modules, ...strict, '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', 'main.ts'], { cwd: app })).resolves.toBe('');
});

test('it holds its licence, and no source, no test and no map', () => {
  expect(files).toContain('LICENSE');
  expect(files.filter((name) => /\.test\.|\.map$|(^|\/)\.(?!d\.ts)/.test(name))).toEqual([]);
  expect(files.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))).toEqual([]);
});

test('it brings the gain model, which simulate and explain look for', () => {
  expect(files).toContain('models/gain/phi-3-mini.gain');
});

test('it names the software of others that its files hold', () => {
  const notices = readFileSync(join(installed, 'dist/sdk/THIRD_PARTY_NOTICES.md'), 'utf8');
  const named = [...notices.matchAll(/^## (\S+) \S+ \((.+)\)$/gm)].map(([, name, license]) => `${name} ${license}`);
  expect(named).toEqual(expect.arrayContaining(['@huggingface/transformers Apache-2.0', 'onnxruntime-web MIT', 'commander MIT', 'eventsource-parser MIT', 'valibot MIT']));
  expect(notices).toContain('Copyright (c) Microsoft Corporation');
});

test('every file that package.json points to is in it', () => {
  const { exports, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { exports: object; bin: object };
  const targets = JSON.stringify([exports, bin]).match(/\.\/[^"]+/g) ?? [];
  expect(targets.length).toBeGreaterThan(3);
  expect(targets.filter((path) => path.includes('/dist/') || path.includes('policies')).filter((path) => !existsSync(join(installed, path)))).toEqual([]);
});
