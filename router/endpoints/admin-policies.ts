// POST /admin/policies and GET /admin/policies/<hash>: policies are kept for ever under the hash of what they say.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { canonicalPolicy } from '../../src/policy/policy-hash.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { StorePolicyAnswer } from '../../src/wire/admin-api.ts';
import { askBook } from '../deployment/ask-book.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';
import { readBody } from './admin-deployment.ts';

/** Far more than any policy has, and less than a row of the book may. */
const MAXIMUM_BYTES = 524_288;
const SHOWN_ISSUES = 10;

/** The handler: 201 with the policy's hash, 200 where it was there already. It is in force nowhere yet. */
export async function storePolicy(c: Context<RouterEnv>): Promise<Response> {
  const text = canonicalPolicy(readPolicy(await readBody(c.req.raw, MAXIMUM_BYTES)));
  const hash = hexOf(await secretDigest(text));
  const { isNew } = await askBook(c.env, (book) => book.storePolicy(hash, text));
  await keepNear(c.env, hash, text);
  return c.json({ hash, isNew } satisfies StorePolicyAnswer, isNew ? 201 : 200);
}

/** The handler: any that was ever stored, also one that is revoked. */
export async function adminPolicy(c: Context<RouterEnv>): Promise<Response> {
  const hash = c.req.param('id') ?? '';
  const text = await askBook(c.env, (book) => book.policy(hash));
  if (text === null) throw new PhirstError('policy_not_found', 'This router has no policy of this hash. The audit log has the hashes that were deployed.', { param: 'hash' });
  // What stands under a hash never changes.
  c.header('cache-control', 'private, max-age=86400, immutable');
  return c.body(text, 200, { 'content-type': 'application/json' });
}

/** Throws `policy_invalid` that names every fault with its path, and the first one's path beside it. */
function readPolicy(body: unknown): Policy {
  const parsed = parsePolicy(body);
  if (parsed.ok) return parsed.value;
  const faults = parsed.error.slice(0, SHOWN_ISSUES).map(({ path, message }) => `${path}: ${message}`);
  const more = parsed.error.length > faults.length ? `; and ${parsed.error.length - faults.length} more` : '';
  const message = `This is no policy of this router: ${faults.join('; ')}${more}. "phirst policy check" shows the place and what to do.`;
  throw new PhirstError('policy_invalid', message, { param: parsed.error[0]?.path ?? 'body' });
}

/** Near the isolates; without it they ask the book. */
async function keepNear({ POLICIES }: Bindings, hash: string, text: string): Promise<void> {
  try {
    await POLICIES?.put(hash, text);
  } catch (error) {
    console.error(JSON.stringify({ event: 'policy_not_in_kv', hash, name: error instanceof Error ? error.name : 'unknown' }));
  }
}
