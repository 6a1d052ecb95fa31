import { extname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { mkdirSync, copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isModelFile } from '../../cli/assets/shipped-files.ts';
import { inProject } from '../project-paths.ts';
import { checkAssetSizes } from './asset-sizes.ts';
import { mirrorFolder } from './mirror-folder.ts';
import { publishServiceWorker } from './precache.ts';
import { requireEntry } from './require-entry.ts';

/** What the page's bundle doesn't bring by itself. */
export function assembleSite(): void {
  copyPageFiles();
  publishSdk();
  publishNanoModel();
  publishGainModels();
  publishServiceWorker();
  checkAssetSizes();
}

export function copyPageFiles(): void {
  requireEntry('playground/index.html', 'the page');
  mkdirSync(inProject('dist/site'), { recursive: true });
  const isPageFile = (name: string) => !['.ts', '.tsx', '.md', '.json'].includes(extname(name));
  for (const entry of readdirSync(inProject('playground'), { withFileTypes: true })) {
    if (!entry.isFile() || !isPageFile(entry.name)) continue;
    copyFileSync(join(inProject('playground'), entry.name), join(inProject('dist/site'), entry.name));
  }
  mkdirSync(inProject('dist/site/dashboard'), { recursive: true });
  copyFileSync(inProject('playground/dashboard/index.html'), inProject('dist/site/dashboard/index.html'));
}

export function publishSdk(): void {
  mirrorFolder(inProject('dist/sdk'), inProject('dist/site/phirst'), () => true);
}

/** Only what the browser asks for: the model's training and its exams stay in the repository. */
export function publishNanoModel(): void {
  requireEntry('models/phi-3-nano/onnx/model_q4.onnx', 'the small model that ships');
  mirrorFolder(inProject('models/phi-3-nano'), inProject('dist/site/models/phi-3-nano'), isModelFile);
}

/** Each under its content's hash, by which a policy names it: what was fetched once stays right for ever. */
export function publishGainModels(): void {
  const folder = inProject('dist/site/gain');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(inProject('models/gain'))) {
    if (extname(name) !== '.gain') continue;
    const file = join(inProject('models/gain'), name);
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    copyFileSync(file, join(folder, `${sha256}.gain`));
  }
}
