// What a folder of files should hold: the sizes and hashes a download is held against. Small enough to be fetched at every start.

/** How a file is recognised. `git-sha1` is the hub's for files too small for its large-file store. */
export interface FileDigest {
  readonly algorithm: 'sha256' | 'git-sha1';
  /** Lower-case hexadecimal. */
  readonly hex: string;
}

export interface ExpectedFile {
  readonly bytes: number;
  readonly digest: FileDigest;
  /** What comes instead from a server that unpacks `.gz` files on the way: Vite does, for one. */
  readonly unpacked?: { readonly bytes: number; readonly digest: FileDigest } | undefined;
}

/** By path below the folder, with slashes. */
export type FileManifest = Readonly<Record<string, ExpectedFile>>;

/** `manifest.json` of a folder we publish: `{ schemaVersion: 1, files: { 'config.json': { bytes, sha256 } } }`. */
export const MANIFEST_FILE = 'manifest.json';

/** Undefined for anything that isn't such a document, like the page some servers send for a missing file. */
export function parseManifest(document: unknown): FileManifest | undefined {
  const { schemaVersion, files } = (document ?? {}) as { schemaVersion?: unknown; files?: unknown };
  if (schemaVersion !== 1 || typeof files !== 'object' || files === null) return undefined;
  const manifest: Record<string, ExpectedFile> = {};
  for (const [path, entry] of Object.entries(files)) {
    const expected = parseEntry(entry);
    if (expected === undefined) return undefined;
    const unpacked = parseEntry((entry as { unpacked?: unknown }).unpacked);
    manifest[path] = unpacked === undefined ? expected : { ...expected, unpacked };
  }
  return manifest;
}

function parseEntry(entry: unknown): ExpectedFile | undefined {
  const { bytes, sha256 } = (entry ?? {}) as { bytes?: unknown; sha256?: unknown };
  if (!Number.isSafeInteger(bytes) || !isHex(sha256, 64)) return undefined;
  return { bytes: bytes as number, digest: { algorithm: 'sha256', hex: sha256 } };
}

/**
 * The hub's listing of a repository at one commit (`/api/models/<repository>/tree/<commit>?recursive=true`). Large files
 * carry their SHA-256 in `lfs.oid`, the others git's own hash in `oid`.
 */
export function parseHubTree(document: unknown): FileManifest | undefined {
  if (!Array.isArray(document)) return undefined;
  const manifest: Record<string, ExpectedFile> = {};
  for (const entry of document as readonly HubTreeEntry[]) {
    if (entry?.type !== 'file' || typeof entry.path !== 'string') continue;
    const bytes = entry.lfs?.size ?? entry.size;
    if (!Number.isSafeInteger(bytes)) continue;
    if (isHex(entry.lfs?.oid, 64)) manifest[entry.path] = { bytes: bytes as number, digest: { algorithm: 'sha256', hex: entry.lfs.oid } };
    else if (isHex(entry.oid, 40)) manifest[entry.path] = { bytes: bytes as number, digest: { algorithm: 'git-sha1', hex: entry.oid } };
  }
  return manifest;
}

interface HubTreeEntry {
  readonly type?: unknown;
  readonly path?: unknown;
  readonly size?: unknown;
  readonly oid?: unknown;
  readonly lfs?: { readonly oid: string; readonly size?: unknown } | undefined;
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && [...value].every((digit) => '0123456789abcdef'.includes(digit));
}
