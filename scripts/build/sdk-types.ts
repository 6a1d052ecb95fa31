import { rmSync } from 'node:fs';
import { inProject } from '../project-paths.ts';
import { runTypeScript } from '../typescript.ts';

/** The published declarations. TypeScript follows the `.ts` of an import to the `.d.ts` that lies there instead. */
export async function emitSdkTypes(): Promise<void> {
  rmSync(inProject('dist/types'), { recursive: true, force: true });
  const { ok, output } = await runTypeScript(['--project', 'tsconfig.types.json']);
  if (!ok) throw new Error(`The SDK's type declarations could not be written:\n${output}`);
}
