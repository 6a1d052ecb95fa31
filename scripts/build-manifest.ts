// `node scripts/build-manifest.ts [folder]` writes the manifest.json that a device holds a model's files against.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandLine } from './command-line.ts';
import { listModelFiles, writeManifest } from './manifest/write-manifest.ts';
import { inProject } from './project-paths.ts';

const { positionals } = commandLine(`npm run manifest:build -- [folder]

Writes the folder's manifest.json: the names, sizes and digests that a device holds a model's files against.
The folder is models/phi-3-nano by default.
`, { allowPositionals: true });
const folder = resolve(positionals[0] ?? inProject('models/phi-3-nano'));
const path = join(folder, 'manifest.json');
const manifest = writeManifest(folder, listModelFiles(folder));
if (existsSync(path) && readFileSync(path, 'utf8') === manifest) {
  process.stdout.write(`${path} is up to date.\n`);
} else {
  writeFileSync(path, manifest);
  process.stdout.write(`Wrote ${path}.\n`);
}
