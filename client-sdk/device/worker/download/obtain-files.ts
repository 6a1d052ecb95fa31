// All files of a model, or of the runtime: one at a time across tabs, each resumed, verified and kept.
import { COPY_ASSETS } from '../../explain-missing-asset.ts';
import type { FileManifest } from '../../files/file-manifest.ts';
import { resolveSource, type FileSource, type ResolvedSource } from '../../files/file-source.ts';
import { fileKey } from '../../files/file-store.ts';
import { DownloadError } from './download-error.ts';
import { downloadFile, type DownloadTools } from './download-file.ts';

export interface WantedFile {
  /** Below the source's folder. */
  readonly path: string;
  /** Its absence is no fault. */
  readonly isOptional?: boolean | undefined;
}

export interface ObtainRequest {
  readonly source: FileSource;
  readonly wanted: readonly WantedFile[];
  readonly onBytes: (path: string, loadedBytes: number, totalBytes: number) => void;
}

export interface ObtainedFiles {
  readonly baseUrl: string;
  /** By path. */
  readonly files: ReadonlyMap<string, Blob>;
  /** By path, where the manifest names one. */
  readonly digests: ReadonlyMap<string, string>;
  /** `verified`: every file was held against a hash. */
  readonly verification: 'verified' | 'unverified';
  /** `kept`: the next start needs no download. */
  readonly storage: 'kept' | 'not_kept';
  readonly downloadedBytes: number;
  readonly resumedBytes: number;
}

/** @throws DownloadError */
export async function obtainFiles(request: ObtainRequest, tools: DownloadTools): Promise<ObtainedFiles> {
  const { source } = request;
  const name = source.kind === 'folder' ? source.baseUrl : `${source.repository}@${source.revision}`;
  return alone(`phirst-download:${name}`, tools.signal, async () => {
    const resolved = await resolveSource(source, tools);
    try {
      return await obtainAll(request, resolved, tools);
    } catch (error) {
      if (!(error instanceof DownloadError && error.kind === 'corrupt')) throw error;
      // A deploy between the manifest and the file looks like damage: then there is another manifest by now.
      const newer = await resolveSource(source, tools);
      if (JSON.stringify(newer) === JSON.stringify(resolved)) throw error;
      return obtainAll(request, newer, tools);
    }
  });
}

async function obtainAll({ source, wanted, onBytes }: ObtainRequest, { baseUrl, manifest }: ResolvedSource, tools: DownloadTools): Promise<ObtainedFiles> {
  // Their sizes first, so that the progress knows the whole from the start.
  for (const { path } of wanted) onBytes(path, 0, manifest?.[path]?.bytes ?? 0);
  const files = new Map<string, Blob>();
  const digests = new Map<string, string>();
  let isVerified = true;
  let isKept = true;
  let downloadedBytes = 0;
  let resumedBytes = 0;
  for (const { path, isOptional } of wanted) {
    const expected = manifest?.[path];
    if (manifest !== undefined && expected === undefined) {
      if (isOptional) continue;
      throw new DownloadError('missing', `The manifest of ${baseUrl} names no ${path}.`);
    }
    const url = `${baseUrl}${path}`;
    try {
      const request = { url, key: fileKey(url, expected?.digest), expected, onBytes: onBytes.bind(undefined, path) };
      const file = await downloadFile(request, tools);
      files.set(path, file.blob);
      if (expected) digests.set(path, expected.digest.hex);
      isVerified &&= file.verification === 'verified';
      isKept &&= file.isKept;
      downloadedBytes += file.downloadedBytes;
      resumedBytes += file.resumedBytes;
    } catch (error) {
      const isMissing = error instanceof DownloadError && error.kind === 'missing';
      if (isOptional && isMissing) continue;
      if (isMissing && source.kind === 'folder') throw new DownloadError('missing', `${error.message} ${COPY_ASSETS}`);
      throw error;
    }
  }
  if (manifest !== undefined) await removeOldVersions(baseUrl, manifest, tools);
  return {
    baseUrl,
    files,
    digests,
    verification: isVerified ? 'verified' : 'unverified',
    storage: isKept ? 'kept' : 'not_kept',
    downloadedBytes,
    resumedBytes,
  };
}

/** Two tabs that want the same files: the second waits, and finds them here. */
async function alone<Value>(name: string, signal: AbortSignal | undefined, work: () => Promise<Value>): Promise<Value> {
  const { locks } = globalThis.navigator ?? {};
  if (locks === undefined) return work();
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  try {
    return (await locks.request(name, signal ? { signal } : {}, begin)) as Value;
  } catch (error) {
    if (hasBegun || signal?.aborted) throw error;
    // A frame without storage may not lock either; what two tabs would share isn't there.
    return work();
  }
}

/** What an earlier deploy published and this one replaced. */
async function removeOldVersions(baseUrl: string, manifest: FileManifest, { store }: DownloadTools): Promise<void> {
  const current = new Set(Object.entries(manifest).map(([path, { digest }]) => fileKey(`${baseUrl}${path}`, digest)));
  const old = (await store?.keys().catch(() => []))?.filter((key) => key.startsWith(baseUrl) && !current.has(key));
  for (const key of old ?? []) await store?.remove(key).catch(() => {});
}
