import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inProject } from '../../scripts/project-paths.ts';

it('takes at most 4 MB of the repository, weights, exam and training together', () => {
  const folder = inProject('models/phi-3-nano');
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(4e6);
});
