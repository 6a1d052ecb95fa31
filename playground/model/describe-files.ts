// What became of the files a model was loaded from, in words.
import type { LoadedFiles } from '../../client-sdk/device/engine.ts';
import { formatBytes } from '../format/format-bytes.ts';

/** @example describeFiles({ verification: 'verified', storage: 'kept', downloadedBytes: 0, resumedBytes: 5e6 }).words // 'verified, kept on this device' */
export function describeFiles({ verification, storage, downloadedBytes, resumedBytes }: LoadedFiles): { readonly words: string; readonly note: string } {
  const notes = [
    downloadedBytes === 0 ? 'Nothing had to be downloaded this time.' : `${formatBytes(downloadedBytes)} came over the network${alreadyHere(resumedBytes)}.`,
    verification === 'unverified' && 'Whoever serves them publishes no hashes to hold them against.',
    storage === 'not_kept' && 'This browser gave no room: the next start downloads them again.',
  ];
  return {
    words: `${verification}, ${storage === 'kept' ? 'kept on this device' : 'not kept'}`,
    note: notes.filter((note) => note !== false).join(' '),
  };
}

function alreadyHere(resumedBytes: number): string {
  return resumedBytes > 0 ? `, ${formatBytes(resumedBytes)} were here already` : '';
}
