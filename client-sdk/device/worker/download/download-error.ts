// Why a file could not be had. The kind decides what is tried next; the sentence is for a person.

export type DownloadErrorKind =
  /** The server has no such file. */
  | 'missing'
  /** The server refuses, or can't be reached; what came so far is kept. */
  | 'unreachable'
  /** What came is not the file, twice. */
  | 'corrupt'
  /** Neither the store nor memory has room for it. */
  | 'no_room';

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly kind: DownloadErrorKind;

  constructor(kind: DownloadErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
