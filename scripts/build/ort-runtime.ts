import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { writeManifest } from '../manifest/write-manifest.ts';
import { inProject } from '../project-paths.ts';

const flavours = ['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.jspi', 'ort-wasm-simd-threaded.asyncify'];

/**
 * Puts ONNX Runtime's browser builds into dist/sdk/ort, the .wasm gzipped: the asyncify build is larger than the
 * 25 MiB a static asset may have, and the device worker unpacks it anyway. Compressing takes seconds, so what is
 * already there from the same version stays.
 */
export async function buildOrtRuntime(): Promise<void> {
  const { folder, version } = locateOrt();
  const target = inProject('dist/sdk/ort');
  const stamp = inProject('dist/.ort-version');
  const files = flavours.flatMap((flavour) => [`${flavour}.mjs`, `${flavour}.wasm.gz`]);
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === version;
  if (isCurrent && [...files, 'manifest.json'].every((file) => existsSync(join(target, file)))) return;

  mkdirSync(target, { recursive: true });
  await Promise.all(
    flavours.map(async (flavour) => {
      copyFileSync(join(folder, `${flavour}.mjs`), join(target, `${flavour}.mjs`));
      const compressed = await promisify(gzip)(readFileSync(join(folder, `${flavour}.wasm`)), { level: 9 });
      writeFileSync(join(target, `${flavour}.wasm.gz`), compressed);
    }),
  );
  writeFileSync(join(target, 'manifest.json'), writeManifest(target, files));
  writeFileSync(stamp, version);
}

/** Where its browser builds are. */
export function ortFolder(): string {
  return locateOrt().folder;
}

/** The copy that transformers.js itself resolves: its JavaScript and another version's .wasm don't fit together. */
function locateOrt(): { folder: string; version: string } {
  const fromProject = createRequire(import.meta.url);
  const fromTransformers = createRequire(fromProject.resolve('@huggingface/transformers'));
  const folder = dirname(fromTransformers.resolve('onnxruntime-web'));
  const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
  return { folder, version };
}
