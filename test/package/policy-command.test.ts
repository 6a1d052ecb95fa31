// The command as it is installed, bundled: a policy from nothing to its name.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';

const installed = join(inject('freshApp').folder, 'node_modules/phirst');
const folder = mkdtempSync(join(tmpdir(), 'phirst-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

function phirst(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(installed, 'dist/cli/phirst.js'), ...words], { cwd: folder, encoding: 'utf8', input: '' });
  return { status, stdout, stderr };
}

test('phirst init, check and explain work from the package alone', () => {
  expect(phirst('init')).toMatchObject({ status: 0, stderr: '' });
  expect(phirst('policy', 'check', '--strict')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/default {2}[0-9a-f]{64}\n$/) });
  expect(phirst('policy', 'explain', 'Prove that 1 + 1 = 2.')).toMatchObject({ status: 0, stdout: expect.stringContaining('rule (proofs)') });
});

test('the schemas that the files name are in the package', () => {
  for (const file of ['policy.yaml', 'experiment.yaml']) {
    const schema = /^\$schema: \.\/node_modules\/phirst\/(.+)$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '';
    expect(schema).toMatch(/\.schema\.json$/);
    expect(existsSync(join(installed, schema))).toBe(true);
  }
});

test('without transformers.js the exam says what to install', () => {
  expect(phirst('policy', 'simulate', '--exam', '2')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('npm install --save-dev @huggingface/transformers') });
});
