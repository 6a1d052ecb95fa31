import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What a browser may ask for below a model's folder; the rest of it is for people. */
export function listModelFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/'));
  const isAskedFor = (name: string) => (name.includes('/') ? name.startsWith('onnx/') : extname(name) === '.json');
  return names.filter((name) => isAskedFor(name) && name !== 'manifest.json').sort();
}

/** The text of a manifest.json that client-sdk/device/files/file-manifest.ts reads. */
export function writeManifest(folder: string, files: readonly string[]): string {
  const entries = [...files].sort().map((file) => {
    const content = readFileSync(join(folder, file));
    // Some servers unpack such a file on its way: then this is what comes.
    const unpacked = file.endsWith('.gz') ? { unpacked: describe(gunzipSync(content)) } : {};
    return [file, { ...describe(content), ...unpacked }];
  });
  return `${JSON.stringify({ schemaVersion: 1, files: Object.fromEntries(entries) }, null, 2)}\n`;
}

function describe(content: Buffer): { bytes: number; sha256: string } {
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
