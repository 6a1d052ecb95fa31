import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../project-paths.ts';

const largestAsset = 25 * 1024 * 1024;

/** Cloudflare refuses larger static assets, and wrangler then doesn't even start: better to say so at the build. */
export function checkAssetSizes(): void {
  for (const entry of readdirSync(inProject('dist/site'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const { size } = statSync(path);
    if (entry.isFile() && size > largestAsset) {
      throw new Error(
        `${path.slice(inProject('').length)} has ${(size / 1024 / 1024).toFixed(1)} MiB; a static asset may have 25 MiB at most.`,
      );
    }
  }
}
