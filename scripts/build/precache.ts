import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Precache } from '../../client-sdk/offline/page-cache.ts';
import { inProject } from '../project-paths.ts';

/** Large, and only for those who load a model: kept when they do. The dashboard is of no use without a connection. */
const ON_USE = ['models/', 'gain/', 'phirst/ort/', 'dashboard/'];

/** Read by the host of the files and never served: one path that can't be fetched, and the service worker doesn't install. */
const UNSERVED: ReadonlySet<string> = new Set(['_headers']);

/** Puts the service worker beside the page, with the list of what to keep; a change of any file makes it another worker. */
export function publishServiceWorker(): void {
  const code = readFileSync(inProject('dist/sdk/service-worker.js'), 'utf8');
  const precache = precacheOf(inProject('dist/site'));
  writeFileSync(inProject('dist/site/service-worker.js'), `self.phirstPrecache=${JSON.stringify(precache)};\n${code}`);
}

/** `precacheOf('dist/site')` → { version: '3f9c…', files: ['', 'main.js', 'phirst/index.js', …] } */
export function precacheOf(site: string): Precache {
  const paths = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.endsWith('service-worker.js') && !path.endsWith('.md') && !UNSERVED.has(path) && !ON_USE.some((folder) => path.startsWith(folder)))
    .sort();
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(site, path)));
  // The server redirects /index.html to the folder, and a redirected answer can't open a page.
  const files = paths.map((path) => (path === 'index.html' ? '' : path));
  return { version: hash.digest('hex').slice(0, 16), files };
}
