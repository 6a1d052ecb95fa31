// phirst copy-assets: puts what the browser fetches at run time beside the app's own static files.
import { dirname, join, relative } from 'node:path';
import { Command } from 'commander';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { placeFiles, type PlacedFile } from '../assets/place-files.ts';
import { modelFiles, sdkFiles, workerFiles } from '../assets/shipped-files.ts';
import type { Terminal } from '../output/terminal.ts';
import { ownPackage } from '../package-root.ts';

interface CopyOptions {
  /** False for --no-model. */
  readonly model: string | false;
  readonly sdk: boolean;
}

const HELP = `
The SDK starts a worker, and the worker loads ONNX Runtime and the model. A bundler doesn't see these files: they have
to be served as they are. This puts them where the SDK looks for them by itself:

  public/phirst/   the workers and ort/             assetsUrl, /phirst/ by default
  public/models/   the small model that is shipped  modelsUrl, /models/ by default

Name another folder when your static files are elsewhere; the models go beside it. Run it again after each update of
phirst, best by itself:

  "scripts": { "predev": "phirst copy-assets", "prebuild": "phirst copy-assets" }

Examples:
  $ npx phirst copy-assets                     an app made with Vite, Next.js, Astro …
  $ npx phirst copy-assets static/phirst       SvelteKit
  $ npx phirst copy-assets --no-model          an app whose model comes from the Hugging Face hub
  $ npx phirst copy-assets site/phirst --sdk   a page without a bundler: import { createPhirst } from './phirst/index.js'
`;

export function copyAssetsCommand(terminal: Terminal): Command {
  return new Command('copy-assets')
    .summary('put the worker, ONNX Runtime and the small model into your app')
    .description('Puts the files that the browser fetches at run time into your app’s static files.')
    .argument('[folder]', 'where the worker goes; what you serve at /phirst/', 'public/phirst')
    .option('--model <id>', 'the model to place beside it', 'phi-3-nano')
    .option('--no-model', 'place no model')
    .option('--sdk', 'place the SDK itself too, for a page without a bundler', false)
    .addHelpText('after', HELP)
    .action((folder: string, options: CopyOptions) => terminal.print(copyAssets(folder, options)));
}

function copyAssets(folder: string, options: CopyOptions): string {
  const { root } = ownPackage();
  const sdk = options.sdk ? sdkFiles(root) : [];
  const modelsFolder = join(dirname(folder), 'models');
  // Everything is found before anything is written.
  const model = options.model === false ? [] : modelFiles(root, shippedModel(options.model));
  const placed = [
    ...placeFiles([...workerFiles(root), ...sdk], folder),
    ...placeFiles(model, modelsFolder),
  ];
  return report(placed);
}

/** Only what the package holds can be copied; the large models come from the hub while the app runs. */
function shippedModel(id: string): string {
  const model = findDeviceModel(id);
  if (model === undefined) throw new Error(`No model named "${id}" is in the catalog. The one that ships is phi-3-nano.`);
  if (model.repository === undefined) return id;
  throw new Error(`${model.label} isn't shipped: the browser loads it from the Hugging Face hub. Copy the rest with --no-model.`);
}

function report(placed: readonly PlacedFile[]): string {
  const rows = placed.map(({ path, bytes, isWritten }) => [relative('', path) || path, size(bytes), isWritten ? 'written' : 'as it was'] as const);
  const width = Math.max(...rows.map(([path]) => path.length));
  const lines = rows.map(([path, bytes, what]) => `${path.padEnd(width)}  ${bytes.padStart(9)}  ${what}`);
  const written = placed.filter(({ isWritten }) => isWritten).length;
  const total = size(placed.reduce((sum, { bytes }) => sum + bytes, 0));
  const summary = written === 0 ? `All ${placed.length} files (${total}) were there already.` : `Wrote ${written} of ${placed.length} files, ${total} in all.`;
  return `${lines.join('\n')}\n\n${summary} A browser fetches the worker and one of ONNX Runtime’s three builds.\n`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
