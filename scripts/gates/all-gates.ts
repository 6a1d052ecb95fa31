import type { Gate } from './gate.ts';
import { prepareChromium } from './prepare-chromium.ts';

const borders = 'test/boundaries.test.ts';

/** In the order in which they say most: what is broken at the bottom comes before what stands on it. */
export const allGates: Gate[] = [
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'policy', command: ['npm', 'run', '--silent', 'policy:build', '--', '--check'], isLight: true },
  { name: 'typecheck', command: ['npm', 'run', '--silent', 'typecheck'], isLight: true },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'], isLight: true },
  { name: 'knip', command: ['npm', 'run', '--silent', 'knip'], isLight: true },
  { name: 'borders', command: ['vitest', 'run', '--project=unit', borders], isVitest: true, isLight: true },
  { name: 'api-docs', command: ['npm', 'run', '--silent', 'docs:api', '--', '--check'], isLight: true },
  { name: 'size', command: ['npm', 'run', '--silent', 'size'], isLight: true },
  { name: 'package', command: ['npm', 'run', '--silent', 'package-check'], isLight: true },
  { name: 'unit', command: ['vitest', 'run', '--project=unit', `--exclude=${borders}`], isVitest: true },
  { name: 'certify', command: ['npm', 'run', '--silent', 'certify', '--', '--quick'] },
  { name: 'workerd', command: ['vitest', 'run', '--project=workerd'], isVitest: true },
  { name: 'browser', command: ['vitest', 'run', '--project=browser'], isVitest: true, prepare: prepareChromium },
  { name: 'fresh-app', command: ['vitest', 'run', '--project=package'], isVitest: true, prepare: prepareChromium },
  { name: 'deploy', command: ['wrangler', 'deploy', '--dry-run', '--outdir=dist/worker', '--env='] },
  { name: 'offline', command: ['node', 'scripts/check-offline.ts'] },
];
