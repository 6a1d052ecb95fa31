import { mkdirSync } from 'node:fs';
import { buildPackageBundles, buildPlaygroundBundle } from './build/bundles.ts';
import { buildOrtRuntime } from './build/ort-runtime.ts';
import { emitSdkTypes } from './build/sdk-types.ts';
import { assembleSite } from './build/site.ts';
import { inProject } from './project-paths.ts';

/** Everything that is published: the package (dist/sdk, dist/cli, dist/types) and the site the Worker serves (dist/site). */
export async function buildAll({ types }: { types: boolean }): Promise<void> {
  mkdirSync(inProject('dist/site'), { recursive: true });
  await Promise.all([
    buildPackageBundles(),
    buildPlaygroundBundle(),
    buildOrtRuntime(),
    types ? emitSdkTypes() : undefined,
  ]);
  assembleSite();
}

// wrangler runs this before it deploys; whoever has just built sets the variable.
if (import.meta.main && process.env.PHIRST_SKIP_BUILD !== '1') {
  const began = performance.now();
  try {
    await buildAll({ types: true });
    process.stdout.write(
      `Built dist/sdk, dist/cli, dist/types and dist/site in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
