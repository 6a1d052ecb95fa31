import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inProject } from '../../scripts/project-paths.ts';

const bytes = readFileSync(inProject('models/gain/phi-3-mini.gain'));

it('fits in 64 KiB gzipped, whoever gzips it', () => {
  const sizes = [8, 9].map((memLevel) => gzipSync(bytes, { level: 9, memLevel }).length);
  // The gzip command makes 1.4 % more of these bytes than Node does.
  expect(Math.max(...sizes) * 1.02).toBeLessThanOrEqual(64 * 1024);
});

it('is the one whose hash is written down', () => {
  expect(readFileSync(inProject('models/gain/README.md'), 'utf8')).toContain(createHash('sha256').update(bytes).digest('hex'));
});
