// The body of POST /v1/sessions.
import * as v from 'valibot';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { limitCall } from '../dispatch/limit-call.ts';
import { readJson } from '../request/read-json.ts';

const schema = v.strictObject({
  /** Origin of the pages that will use it; for backends. */
  origin: v.optional(v.string()),
  /** A page's own is random or a keyed hash, and becomes `page:<unit>`; a backend's is taken as it is. */
  unit: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
  policy: v.optional(v.string()),
  /** Less than the deployment allows; for backends. */
  capMicroUsd: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  lifetimeSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** For pages: what Turnstile's widget gave them. */
  turnstileToken: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2048))),
});

export type MintFields = v.InferOutput<typeof schema>;

const PATIENCE_MS = 10_000;

/** Throws `invalid_request` with the path of the first fault. */
export async function readMintRequest(request: Request): Promise<MintFields> {
  const parsed = v.safeParse(schema, await readBody(request));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const param = v.getDotPath(issue) ?? 'body';
  throw new PhirstError('invalid_request', `${param}: ${issue.message}`, { param });
}

async function readBody(request: Request): Promise<unknown> {
  const limit = limitCall({ remainingMs: PATIENCE_MS, clientSignal: request.signal });
  try {
    return await readJson(request, limit.signal);
  } finally {
    limit.end();
  }
}
