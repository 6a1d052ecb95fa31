// The command as an app has it: the installed package's own, in a folder of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';

const installed = join(inject('freshApp').folder, 'node_modules/phirst');
const main = join(installed, 'dist/cli/phirst.js');
const sdk = join(installed, 'dist/sdk');

let app: string;
beforeEach(() => (app = mkdtempSync(join(tmpdir(), 'phirst-copy-'))));
afterEach(() => rmSync(app, { recursive: true }));

function phirst(...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...parameters], { cwd: app, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('phirst copy-assets', () => {
  test('places the worker, ONNX Runtime and the small model where the SDK looks for them', () => {
    expect(phirst('copy-assets')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/Wrote (\d+) of \1 files, \d+\.\d MB in all/) });
    expect(readFileSync(join(app, 'public/phirst/device-worker.js'))).toEqual(readFileSync(join(sdk, 'device-worker.js')));
    expect(readdirSync(join(app, 'public/phirst/ort'))).toEqual(readdirSync(join(sdk, 'ort')));
    expect(readdirSync(join(app, 'public/models'))).toEqual(['phi-3-nano']);
    // All that a browser asks for, as the package has it.
    const model = readdirSync(join(app, 'public/models/phi-3-nano'), { recursive: true, encoding: 'utf8' }).sort();
    const shipped = readdirSync(join(installed, 'models/phi-3-nano'), { recursive: true, encoding: 'utf8' });
    expect(model).toEqual(shipped.filter((name) => name !== 'README.md').sort());
    // What the SDK itself needs no help for.
    expect(existsSync(join(app, 'public/phirst/index.js'))).toBe(false);
  });

  test('a second run writes nothing, and mends what was changed', () => {
    phirst('copy-assets');
    const worker = join(app, 'public/phirst/device-worker.js');
    const before = statSync(worker).mtimeMs;
    expect(phirst('copy-assets').stdout).toContain('were there already');
    expect(statSync(worker).mtimeMs).toBe(before);
    writeFileSync(worker, 'an older version');
    expect(phirst('copy-assets').stdout).toContain('Wrote 1 of ');
    expect(readFileSync(worker)).toEqual(readFileSync(join(sdk, 'device-worker.js')));
  });

  test('the models go beside the folder that was named', () => {
    expect(phirst('copy-assets', 'static/phirst').status).toBe(0);
    expect(readdirSync(join(app, 'static')).sort()).toEqual(['models', 'phirst']);
  });

  test('--no-model leaves them out, --sdk brings the SDK for a page without a bundler', () => {
    phirst('copy-assets', 'site/phirst', '--no-model', '--sdk');
    expect(existsSync(join(app, 'site/models'))).toBe(false);
    const entry = readFileSync(join(app, 'site/phirst/index.js'), 'utf8');
    const imported = [...entry.matchAll(/["']\.\/([\w.-]+\.js)["']/g)].map(([, name]) => name ?? '');
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !existsSync(join(app, 'site/phirst', name)))).toEqual([]);
  });

  test('a folder that cannot be written is named, and the command fails', () => {
    writeFileSync(join(app, 'public'), 'a file');
    expect(phirst('copy-assets')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^phirst: public\/.+ cannot be written: /) });
  });
});

test('a model that is not shipped is refused before anything is written', () => {
  const refused = phirst('copy-assets', '--model', 'phi-4-mini');
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('Hugging Face hub') });
  expect(phirst('copy-assets', '--model', 'gpt')).toMatchObject({ status: 1, stderr: expect.stringContaining('No model named "gpt"') });
  expect(readdirSync(app)).toEqual([]);
});

test('what is not understood exits with 2 and names it', () => {
  expect(phirst('copy-assets', '--nope')).toMatchObject({ status: 2, stderr: expect.stringContaining("unknown option '--nope'") });
  expect(phirst('frobnicate')).toMatchObject({ status: 2, stderr: expect.stringContaining("unknown command 'frobnicate'") });
});

test('help and the version are no failures', () => {
  expect(execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' })).toContain('copy-assets');
  expect(execFileSync(process.execPath, [main, 'copy-assets', '--help'], { encoding: 'utf8' })).toContain('prebuild');
  expect(execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
});
