// Gzipped bytes of what an app serves: the entry with all it imports at once, each chunk it loads when it needs it, the
// device worker, ONNX Runtime.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const FOLDER = 'dist/sdk';

export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly files: readonly string[];
}

/** Reads dist/sdk as `npm run build` left it. The first is the entry. */
export async function measureBundleSizes(): Promise<readonly BundleSize[]> {
  const { entryFiles, lazyFiles } = await followImports(`${FOLDER}/index.js`);
  const ortFiles = (await readdir(`${FOLDER}/ort`)).map((file) => `${FOLDER}/ort/${file}`);
  const groups = [
    { name: 'entry', files: entryFiles },
    ...lazyFiles.map((file) => ({ name: file.replace(/^.*chunk-(.*)-[A-Z0-9]+\.js$/, 'chunk.$1'), files: [file] })),
    { name: 'device_worker', files: [`${FOLDER}/device-worker.js`] },
    ...ortFiles.filter((file) => file.endsWith('.mjs')).map((file) => ({
      name: file.replace(/^.*\/(.*)\.mjs$/, 'ort.$1'),
      files: [file, file.replace(/mjs$/, 'wasm.gz')],
    })),
  ];
  return Promise.all(groups.map(async ({ name, files }) => ({ name, files, bytes: await gzippedBytes(files) })));
}

/** What index.js imports at once, and what only a dynamic import() leads to. esbuild reads the imports. */
async function followImports(entry: string): Promise<{ entryFiles: readonly string[]; lazyFiles: readonly string[] }> {
  const { metafile } = await build({ entryPoints: [entry], bundle: true, splitting: true, format: 'esm', outdir: 'unused', write: false, metafile: true, logLevel: 'silent' });
  const entryFiles = new Set<string>();
  const visit = (file: string): void => {
    if (entryFiles.has(file)) return;
    entryFiles.add(file);
    for (const { path, kind } of metafile.inputs[file]?.imports ?? []) if (kind === 'import-statement') visit(path);
  };
  visit(entry);
  const lazyFiles = Object.keys(metafile.inputs).filter((file) => !entryFiles.has(file));
  return { entryFiles: [...entryFiles], lazyFiles: lazyFiles.toSorted() };
}

/** Each file by itself, as a server sends it. What is packed already counts as it is. */
async function gzippedBytes(files: readonly string[]): Promise<number> {
  const sizes = files.map(async (file) => {
    const bytes = await readFile(join(process.cwd(), file));
    return file.endsWith('.gz') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
