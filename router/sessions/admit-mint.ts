// How often sessions may be minted. Counted by the spend book, one for the deployment: an isolate alone would count a part.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Bindings } from '../env.ts';
import type { Client } from '../middleware/authenticate.ts';
import { RetryLaterError } from '../retry-later-error.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';
import { SPEND_BOOK, type MintAnswer, type MintRequest } from '../spend/spend-protocol.ts';

/** A backend mints for all its visitors. */
const PER_KEY = 600;
/** A page's visitor needs one in ten minutes; behind one address there may be an office. */
const PER_ADDRESS = { anonymous: 10, checked: 30 };
const PER_ORIGIN = { anonymous: 100, checked: 1000 };
/** Turnstile's tokens are valid for five minutes; ours outlive them. */
const TURNSTILE_TOKEN_MS = 600_000;

export interface AdmitMintInput {
  readonly env: Bindings;
  readonly client: Client;
  /** Of the page that mints for itself. */
  readonly turnstileToken: string | undefined;
  readonly now: number;
}

/** Throws `rate_limited` with the seconds to wait, and `unauthenticated` for a Turnstile token that was used before. */
export async function admitMint({ env, client, turnstileToken, now }: AdmitMintInput): Promise<void> {
  const once = turnstileToken === undefined ? undefined : { key: hexOf(await secretDigest(turnstileToken)), endsAt: now + TURNSTILE_TOKEN_MS };
  const answer = await ask(env, { limits: limitsOf(client, once !== undefined), once, now });
  if (answer.kind === 'used') {
    throw new PhirstError('unauthenticated', 'This Turnstile token was used before: each mints one session. Solve the challenge again.');
  }
  if (answer.kind === 'too-many') {
    const whose = answer.key.startsWith('origin:') ? 'this origin' : 'this client';
    const retryAfter = String(Math.ceil(answer.waitMs / 1000));
    throw new RetryLaterError('rate_limited', `Too many sessions are being minted for ${whose}. Wait and try again.`, { retryAfter });
  }
}

function limitsOf({ id, key, origin }: Client, isChecked: boolean): MintRequest['limits'] {
  if (key !== undefined) return [{ key: id, perMinute: PER_KEY }];
  const kind = isChecked ? 'checked' : 'anonymous';
  // The client first: one that is over its own limit takes nothing from the others of its origin.
  return [
    { key: id, perMinute: PER_ADDRESS[kind] },
    { key: `origin:${origin}`, perMinute: PER_ORIGIN[kind] },
  ];
}

async function ask({ SPEND }: Bindings, request: MintRequest): Promise<MintAnswer> {
  try {
    // Sessions without the binding are a fault that is told long before.
    return await SPEND!.getByName(SPEND_BOOK).admitMint(request);
  } catch (cause) {
    throw new PhirstError('internal', 'Sessions can’t be minted at the moment. Try again.', { cause });
  }
}
