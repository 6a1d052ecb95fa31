import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importsOf } from './support/imports-of.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  from: string;
  /** A path of this project for a relative import, the package's name otherwise. */
  to: string;
}

/** What ships. Tests may look over the borders, as they compare the sides. */
function importsIn(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => importsOf(file).map((name) => ({ from: relative(root, file), to: destination(file, name) })));
}

function destination(file: string, name: string): string {
  return name.startsWith('.') ? relative(root, resolve(dirname(file), name)) : name;
}

function outside(imports: Import[], ...allowed: (string | ((to: string) => boolean))[]): string[] {
  return imports
    .filter(({ to }) => !allowed.some((rule) => (typeof rule === 'string' ? to === rule : rule(to))))
    .map(({ from, to }) => `${from} imports ${to}`);
}

const inFolder = (folder: string) => (to: string) => to.startsWith(`${folder}/`);
const ofPackage = (name: string) => (to: string) => to === name || to.startsWith(`${name}/`);

describe('borders', () => {
  test('src/ imports only itself and valibot', () => {
    expect(outside(importsIn('src'), inFolder('src'), 'valibot')).toEqual([]);
  });

  test('client-sdk/ imports itself, src/ and the packages it ships', () => {
    const allowed = [inFolder('client-sdk'), inFolder('src'), 'valibot', ofPackage('eventsource-parser')];
    const shape = inFolder('client-sdk/shapes/ai-sdk');
    const imports = importsIn('client-sdk').filter(({ from }) => !shape(from));
    const ofTheWorker = [ofPackage('@huggingface/transformers'), ofPackage('@noble/hashes')];
    expect(outside(imports, ...allowed, ...ofTheWorker)).toEqual([]);
  });

  test('the AI SDK’s shape knows its types and errors, OpenAI’s shape nothing of its package', () => {
    const allowed = [inFolder('client-sdk'), inFolder('src')];
    expect(outside(importsIn('client-sdk/shapes/ai-sdk'), ...allowed, '@ai-sdk/provider', 'ai')).toEqual([]);
    expect(outside(importsIn('client-sdk/shapes/openai'), ...allowed)).toEqual([]);
  });

  test('the SDK’s entry does without the shapes', () => {
    const shapes = inFolder('client-sdk/shapes');
    expect(importsIn('client-sdk').filter(({ from, to }) => shapes(to) && !shapes(from))).toEqual([]);
  });

  test('only the device worker imports transformers.js and the hashes, and the page reaches the worker by messages alone', () => {
    const worker = inFolder('client-sdk/device/worker');
    const offenders = importsIn('client-sdk').filter(({ from, to }) => {
      const isHeavy = ['@huggingface/', 'onnxruntime-', '@noble/'].some((name) => to.startsWith(name));
      return isHeavy && !worker(from);
    });
    expect(offenders).toEqual([]);
  });

  test('router/ imports itself, src/, hono and the runtime', () => {
    const allowed = [
      inFolder('router'),
      inFolder('src'),
      'valibot',
      ofPackage('hono'),
      ofPackage('eventsource-parser'),
      'jose',
    ];
    const host = inFolder('router/reference-host');
    const imports = importsIn('router').filter(({ from }) => !host(from));
    expect(outside(imports, ...allowed, 'cloudflare:workers')).toEqual([]);
  });

  test('nothing but the development environment reaches the stand-in hosted models', () => {
    const host = inFolder('router/reference-host');
    const imports = [...importsIn('router'), ...importsIn('src'), ...importsIn('client-sdk')];
    expect(imports.filter(({ from, to }) => host(to) && !host(from))).toEqual([]);
  });

  test('cli/ imports itself, src/, what sits the exam, and its packages', () => {
    const allowed = [inFolder('cli'), inFolder('src'), inFolder('models/phi-3-nano/exam'), 'commander', 'cli-table3', 'yaml', 'valibot'];
    expect(outside(importsIn('cli'), ...allowed, inFolder('policies'), 'leven', (to) => to.startsWith('node:'))).toEqual([]);
  });

  test('the page reaches the router over HTTP only', () => {
    expect(importsIn('playground').filter(({ to }) => inFolder('router')(to))).toEqual([]);
  });
});
