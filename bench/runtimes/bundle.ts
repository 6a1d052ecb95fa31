// TypeScript → one script that another runtime loads.
import { build } from 'esbuild';
import { projectRoot } from '../../scripts/project-paths.ts';

/** Where a function is: a file from the project's root, and its name there. */
export interface RemoteFunction {
  readonly file: string;
  readonly name: string;
}

/** @param contents may import files as `./path/from/the/root.ts` */
export async function bundle(contents: string, format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: projectRoot, loader: 'ts' }, bundle: true, write: false, format, target: 'es2022', logLevel: 'error' });
  return outputFiles[0]?.text ?? '';
}
