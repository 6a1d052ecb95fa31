// The shipped model on a host of its own, another origin than the page's, whose connection a test can spoil.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFileHost, type FileHost } from './file-host.ts';

export const NANO_WEIGHTS = 'models/phi-3-nano/onnx/model_q4.onnx';

/** `openSdk(page, phirstUrl, { modelsUrl: host.modelsUrl })` */
export async function startNanoHost(): Promise<FileHost & { readonly modelsUrl: string }> {
  const site = fileURLToPath(new URL('../../dist/site/', import.meta.url));
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(join(site, 'models'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.slice(site.length), readFileSync(path));
  }
  const host = await startFileHost(files);
  return Object.assign(host, { modelsUrl: `${host.url}models/` });
}

/** The requests for the weights: the ones a test of downloads looks at. */
export function weightRequests({ requests }: FileHost): FileHost['requests'] {
  return requests.filter(({ path }) => path === NANO_WEIGHTS);
}
