// A server's answer to "go on from here": does it go on, begin again, or refuse? Pure, so that every kind can be told apart by a test.

export interface RangeRequest {
  /** The first byte asked for; 0 = the whole file. */
  readonly offset: number;
  readonly validator?: string | undefined;
  readonly expectedBytes?: number | undefined;
}

export interface BodyFacts {
  /** The whole file's length; undefined while only its end will tell. */
  readonly totalBytes: number | undefined;
  readonly validator: string | undefined;
  /** Its bytes are the file's own, so that a later request can go on after them. */
  readonly isResumable: boolean;
}

export type ResponseVerdict =
  /** The body begins at the offset. */
  | ({ readonly kind: 'continues' } & BodyFacts)
  /** The body begins at 0, whatever was asked for: what is there must go. */
  | ({ readonly kind: 'begins' } & BodyFacts)
  /** There is nothing beyond the offset: the file is here. */
  | { readonly kind: 'is-complete' }
  /** What is there can't be gone on from: drop it and ask for the whole. */
  | { readonly kind: 'ask-for-whole' }
  /** A page in the file's place: what some servers send for a missing file. */
  | { readonly kind: 'is-a-page' }
  | { readonly kind: 'refused'; readonly status: number; readonly isRetryable: boolean };

export function judgeResponse({ status, headers }: Pick<Response, 'status' | 'headers'>, request: RangeRequest): ResponseVerdict {
  if (headers.get('content-type')?.startsWith('text/html') && status < 300) return { kind: 'is-a-page' };
  if (status === 206) return judgePartial(headers, request);
  if (status === 416) {
    const { total } = readContentRange(headers);
    return request.offset > 0 && total === request.offset ? { kind: 'is-complete' } : { kind: 'ask-for-whole' };
  }
  if (status === 200) return { kind: 'begins', ...wholeBody(headers, request.expectedBytes) };
  return { kind: 'refused', status, isRetryable: status === 408 || status === 429 || status >= 500 };
}

function judgePartial(headers: Headers, { offset, validator, expectedBytes }: RangeRequest): ResponseVerdict {
  const { start, total } = readContentRange(headers);
  // Both are hidden from a page of another origin unless the server exposes them: what can't be read isn't held against it.
  const isElsewhere = start !== undefined && start !== offset;
  const isOtherLength = total !== undefined && expectedBytes !== undefined && total !== expectedBytes;
  const newValidator = readValidator(headers);
  const isOtherFile = validator !== undefined && newValidator !== undefined && newValidator !== validator;
  if (isElsewhere || isOtherLength || isOtherFile) return { kind: 'ask-for-whole' };
  return { kind: 'continues', totalBytes: total ?? expectedBytes, validator: newValidator ?? validator, isResumable: true };
}

function wholeBody(headers: Headers, expectedBytes: number | undefined): BodyFacts {
  const validator = readValidator(headers);
  const encoding = headers.get('content-encoding') ?? 'identity';
  const length = headers.has('content-length') ? Number(headers.get('content-length')) : undefined;
  // The length of an encoded body is that of its packed form, and offsets would count in that as well. Elsewhere the
  // encoding itself is hidden from us: a length that isn't the expected one gives it away.
  const isEncoded = encoding !== 'identity' || (length !== undefined && expectedBytes !== undefined && length !== expectedBytes);
  return { totalBytes: isEncoded ? undefined : (expectedBytes ?? length), validator, isResumable: !isEncoded };
}

/** A strong ETag or else the date: If-Range takes no weak one. */
export function readValidator(headers: Headers): string | undefined {
  const etag = headers.get('etag');
  return etag !== null && !etag.startsWith('W/') ? etag : (headers.get('last-modified') ?? undefined);
}

/** `bytes 100-199/200` → `{ start: 100, total: 200 }`; `bytes * /200` (without the space) has no start. */
function readContentRange(headers: Headers): { readonly start?: number; readonly total?: number } {
  const [range, total] = (headers.get('content-range') ?? '').replace(/^bytes /, '').split('/');
  const start = Number.parseInt(range ?? '', 10);
  const length = Number.parseInt(total ?? '', 10);
  return { ...(Number.isNaN(start) ? {} : { start }), ...(Number.isNaN(length) ? {} : { total: length }) };
}
