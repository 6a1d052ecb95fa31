import type { BuildOptions } from 'esbuild';
import { inProject } from '../project-paths.ts';
import { playgroundOptions } from './playground-options.ts';
import { requireEntry } from './require-entry.ts';

/** A page of its own, with chunks of its own: who opens the playground fetches and keeps nothing of it. */
export function dashboardOptions(): BuildOptions {
  return {
    ...playgroundOptions(),
    entryPoints: [
      { in: requireEntry('playground/dashboard/main.tsx', 'the dashboard'), out: 'dashboard' },
      { in: requireEntry('playground/dashboard/dashboard.css', "the dashboard's style"), out: 'dashboard' },
    ],
    outdir: inProject('dist/site/dashboard'),
  };
}
