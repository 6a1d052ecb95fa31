// The ledger of a deployment with caps: one call of the spend book before a provider's, none where no cap applies.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { configurationOf } from '../configuration.ts';
import type { Bindings } from '../env.ts';
import type { Client } from '../middleware/authenticate.ts';
import { capsOf } from './caps.ts';
import { unlimitedLedger, type Reservation, type SpendLedger } from './spend-ledger.ts';
import { SPEND_BOOK, type ReserveAnswer, type ReserveRequest, type SpendBooks } from './spend-protocol.ts';

/** An object that restarts loses the calls it was at. The id makes asking again safe. */
const TRIES = 3;

/** `createLedgerOf({ now })` → a function of the environment. */
export function createLedgerOf({ now }: { readonly now: () => number }): (env: Bindings) => SpendLedger {
  return (env) => {
    const { caps } = configurationOf(env);
    return {
      async reserve(client, worstMicroUsd, audit) {
        const applying = capsOf(client, caps, now(), audit);
        if (applying.length === 0) return unlimitedLedger.reserve(client, worstMicroUsd);
        // Settings with caps and without the binding are a fault that is told long before.
        if (!env.SPEND) throw new PhirstError('router_not_configured', 'Caps are set, but SPEND is not bound: nothing is spent.');
        const request = {
          id: crypto.randomUUID(),
          microUsd: Math.ceil(worstMicroUsd),
          caps: applying,
          sessionId: client.session?.id,
          now: now(),
        };
        return reserveFrom(env.SPEND, request, client);
      },
    };
  };
}

async function reserveFrom(books: SpendBooks, request: ReserveRequest, client: Client): Promise<Reservation> {
  // An amount that isn't one fits under no cap.
  const answer = Number.isFinite(request.microUsd) ? await ask(books, request) : undefined;
  if (answer?.kind === 'revoked') throw new PhirstError('unauthenticated', 'This session was revoked.');
  if (answer?.kind !== 'reserved') throw overCap(answer, client);
  return {
    async settle(spentMicroUsd) {
      // What a provider doesn't tell stays as it was reserved.
      if (!Number.isFinite(spentMicroUsd)) return;
      const settlement = { id: request.id, spentMicroUsd: Math.ceil(Math.max(0, spentMicroUsd)) };
      try {
        await persist(() => books.getByName(SPEND_BOOK).settle(settlement));
      } catch (error) {
        // Then the whole reservation counts as spent.
        console.error(JSON.stringify({ event: 'settle_failed', name: error instanceof Error ? error.name : 'unknown' }));
      }
    },
  };
}

async function ask(books: SpendBooks, request: ReserveRequest): Promise<ReserveAnswer> {
  try {
    return await persist(() => books.getByName(SPEND_BOOK).reserve(request));
  } catch (cause) {
    throw new PhirstError('internal', 'What may still be spent could not be looked up, so nothing was. Try again.', { cause });
  }
}

/** A stub is of no use after an error: each try takes a new one. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

function overCap(answer: Extract<ReserveAnswer, { kind: 'over' }> | undefined, { session }: Client): PhirstError {
  const kind = answer?.scope.split(':', 1)[0];
  const whose = kind === 'session' ? 'this session' : kind === 'deployment' || kind === undefined ? 'this router today' : kind === 'audit' ? 'the audit sample today' : `this ${kind} today`;
  // What others have left is nobody's business.
  const left = kind === 'session' && session ? ` ${answer?.leftMicroUsd} of its ${session.capMicroUsd} micro-USD are left.` : '';
  return new PhirstError('spend_cap_reached', `The most this request can cost is over what is left of the spend cap of ${whose}.${left}`);
}
