// What an app has to serve, and where in the package it lies.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ShippedFile {
  readonly source: string;
  /** Path below the folder it is placed in. */
  readonly name: string;
}

/** Of a model's folder only what a browser asks for: its card, its training and its exams aren't served. */
export function isModelFile(path: string): boolean {
  return /^(?:[^/]+\.json|onnx\/[^/]+)$/.test(path);
}

/** Scripts that are fetched under their own names: no part of what a bundler or a page without one imports. */
const WORKERS = ['device-worker.js', 'service-worker.js'];

/** The workers, ONNX Runtime's builds and the notices of both; the browser fetches one build of the three, the one it can run. */
export function workerFiles(packageRoot: string): readonly ShippedFile[] {
  const sdk = join(packageRoot, 'dist/sdk');
  return filesIn(sdk, [...WORKERS, 'THIRD_PARTY_NOTICES.md', ...listed(join(sdk, 'ort')).map((name) => `ort/${name}`)]);
}

/** The SDK itself with its chunks, for a page without a bundler. */
export function sdkFiles(packageRoot: string): readonly ShippedFile[] {
  const sdk = join(packageRoot, 'dist/sdk');
  return filesIn(sdk, listed(sdk).filter((name) => name.endsWith('.js') && !WORKERS.includes(name)));
}

export function modelFiles(packageRoot: string, model: string): readonly ShippedFile[] {
  const folder = join(packageRoot, 'models', model);
  const names = [...listed(folder), ...listed(join(folder, 'onnx')).map((name) => `onnx/${name}`)];
  return filesIn(folder, names.filter(isModelFile)).map(({ source, name }) => ({ source, name: `${model}/${name}` }));
}

function filesIn(folder: string, names: readonly string[]): readonly ShippedFile[] {
  const files = names.map((name) => ({ source: join(folder, name), name }));
  const missing = files.find(({ source }) => !existsSync(source));
  if (files.length === 0 || missing !== undefined) {
    throw new Error(`${missing?.source ?? folder} is missing. In a checkout, run \`npm run build\`; elsewhere, install phirst again.`);
  }
  return files;
}

function listed(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
