import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { inProject } from './project-paths.ts';

const run = (script: string, ...words: string[]) => spawnSync(process.execPath, [inProject(script), ...words], { encoding: 'utf8' });

it.each(['bench/signals/main.ts', 'bench/conversation/main.ts', 'scripts/build-manifest.ts', 'models/store-canary.ts', 'scripts/key.ts'])('%s tells how it is used, and refuses a misspelt option', (script) => {
  expect(run(script, '--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('npm run ') });
  const refused = run(script, '--nmae', 'x');
  expect(refused).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/Unknown option '--nmae'[^]+npm run /) });
  expect(refused.stderr).not.toContain('    at ');
});
