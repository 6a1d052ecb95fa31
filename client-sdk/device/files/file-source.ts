// Where a folder of files comes from, and how its manifest is had: published beside the files, or asked of the hub.
import { MANIFEST_FILE, parseHubTree, parseManifest, type FileManifest } from './file-manifest.ts';
import { documentKey, type FileStore } from './file-store.ts';

export type FileSource =
  /** `<baseUrl>manifest.json` says what the folder holds. */
  | { readonly kind: 'folder'; readonly baseUrl: string }
  | { readonly kind: 'hub'; readonly repository: string; readonly revision: string };

export interface ResolvedSource {
  /** Ends in a slash. */
  readonly baseUrl: string;
  /** Undefined where nobody tells: the files are then loaded unverified. */
  readonly manifest: FileManifest | undefined;
}

export interface SourceTools {
  readonly store: FileStore | undefined;
  readonly fetch: typeof globalThis.fetch;
}

const HUB = 'https://huggingface.co/';
const COMMIT_DIGITS = 40;

/** What is kept of a manifest: its document, and the folder it speaks of. */
interface KeptManifest {
  readonly baseUrl: string;
  readonly document: unknown;
}

/** Asks the network; never rejects. */
export function resolveSource(source: FileSource, tools: SourceTools): Promise<ResolvedSource> {
  return source.kind === 'folder' ? resolveFolder(source.baseUrl, tools) : resolveHub(source, tools);
}

/** What is known without the network: of an earlier visit. */
export async function resolveKeptSource(source: FileSource, store: FileStore): Promise<ResolvedSource> {
  const kept = await readKept(source, store);
  return kept ?? { baseUrl: unresolvedBaseUrl(source), manifest: undefined };
}

/** The newest manifest; the kept one when the server can't be reached. A server that has none says so by 404. */
async function resolveFolder(baseUrl: string, { store, fetch }: SourceTools): Promise<ResolvedSource> {
  const source: FileSource = { kind: 'folder', baseUrl };
  try {
    const response = await fetch(`${baseUrl}${MANIFEST_FILE}`, { cache: 'no-cache' });
    if (response.ok) {
      const document: unknown = await response.json();
      const manifest = parseManifest(document);
      if (manifest !== undefined) await keep(source, { baseUrl, document }, store);
      return { baseUrl, manifest };
    }
    if (response.status === 404) return { baseUrl, manifest: undefined };
  } catch {
    // Offline, or what came is no JSON.
  }
  return (await readKept(source, store)) ?? { baseUrl, manifest: undefined };
}

/**
 * A branch is resolved to the commit it stands at, and stays there on this device until the files are deleted: a model
 * must not change between its first file and its last, nor be downloaded anew because somebody edited a readme.
 */
async function resolveHub(source: Extract<FileSource, { kind: 'hub' }>, { store, fetch }: SourceTools): Promise<ResolvedSource> {
  const kept = await readKept(source, store);
  if (kept !== undefined) return kept;
  const { repository, revision } = source;
  try {
    const commit = isCommit(revision) ? revision : await askForCommit(repository, revision, fetch);
    const response = await fetch(`${HUB}api/models/${repository}/tree/${commit}?recursive=true`);
    const document: unknown = response.ok ? await response.json() : undefined;
    const manifest = parseHubTree(document);
    if (manifest !== undefined) {
      const baseUrl = hubFolder(repository, commit);
      await keep(source, { baseUrl, document }, store);
      return { baseUrl, manifest };
    }
  } catch {
    // The files may be reachable where the listing isn't.
  }
  return { baseUrl: hubFolder(repository, revision), manifest: undefined };
}

async function askForCommit(repository: string, revision: string, fetch: SourceTools['fetch']): Promise<string> {
  const response = await fetch(`${HUB}api/models/${repository}/revision/${encodeURIComponent(revision)}`);
  const { sha } = (await response.json()) as { sha?: unknown };
  if (typeof sha !== 'string' || !isCommit(sha)) throw new Error('The hub names no commit.');
  return sha;
}

function isCommit(revision: string): boolean {
  return revision.length === COMMIT_DIGITS && [...revision].every((digit) => '0123456789abcdef'.includes(digit));
}

function hubFolder(repository: string, revision: string): string {
  return `${HUB}${repository}/resolve/${encodeURIComponent(revision)}/`;
}

function unresolvedBaseUrl(source: FileSource): string {
  return source.kind === 'folder' ? source.baseUrl : hubFolder(source.repository, source.revision);
}

async function keep(source: FileSource, kept: KeptManifest, store: FileStore | undefined): Promise<void> {
  // A full disk costs the next offline start, nothing else.
  await store?.writeDocument(keyOf(source), kept).catch(() => {});
}

async function readKept(source: FileSource, store: FileStore | undefined): Promise<ResolvedSource | undefined> {
  const kept = (await store?.readDocument(keyOf(source)).catch(() => undefined)) as KeptManifest | undefined;
  if (kept === undefined) return undefined;
  const manifest = source.kind === 'folder' ? parseManifest(kept.document) : parseHubTree(kept.document);
  return manifest && { baseUrl: kept.baseUrl, manifest };
}

function keyOf(source: FileSource): string {
  return documentKey(unresolvedBaseUrl(source), 'manifest');
}
