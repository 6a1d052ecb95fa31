// Money: whatever happens to callers, isolates and the object itself, no cap is overrun and nothing is counted twice.
import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, it, vi } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import type { Client } from '../../router/middleware/authenticate.ts';
import { createLedgerOf } from '../../router/spend/capped-ledger.ts';
import type { Reservation } from '../../router/spend/spend-ledger.ts';
import { LEASE_MS, type ReserveRequest } from '../../router/spend/spend-protocol.ts';
import { newSpendBook } from './support/session-router.ts';

const NOW = Date.UTC(2026, 10, 25, 12);
const ANYONE: Client = { id: 'ip:192.0.2.1', standing: 'anyone' };

afterEach(() => vi.restoreAllMocks());

/** A ledger over a book of its own; every isolate would have one like it. */
function startLedger(settings: Bindings, book = newSpendBook()) {
  const clock = { now: NOW };
  const env = { ...settings, SPEND: book.SPEND };
  return { book, clock, ...createLedgerOf({ now: () => clock.now })(env) };
}

type Book = ReturnType<typeof newSpendBook>;

function spentIn(book: Book): Promise<Record<string, number>> {
  return runInDurableObject(book.stub(), (_, { storage }) => {
    const rows = storage.sql.exec<{ scope: string; spent: number }>('SELECT scope, spent FROM balance').toArray();
    return Object.fromEntries(rows.map(({ scope, spent }) => [scope.split(':', 1)[0], spent]));
  });
}

function leasesIn(book: Book): Promise<number> {
  return runInDurableObject(book.stub(), (_, { storage }) => storage.sql.exec('SELECT id FROM lease').toArray().length);
}

async function outcomes(reservations: readonly Promise<Reservation>[]) {
  const settled = await Promise.allSettled(reservations);
  const granted = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const codes = settled.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []));
  return { granted, codes };
}

describe('200 requests at once', () => {
  it('reserve no more than the cap, and spend no more', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '0.01' });
    const { granted, codes } = await outcomes(Array.from({ length: 200 }, () => reserve(ANYONE, 900)));
    expect(granted).toHaveLength(11);
    expect(codes).toEqual(Array.from({ length: 189 }, () => 'spend_cap_reached'));
    await Promise.all(granted.map((reservation) => reservation.settle(900)));
    expect(await spentIn(book)).toEqual({ deployment: 9900 });
    expect(await leasesIn(book)).toBe(0);
  });

  it('from several isolates see the same book', async ({ expect }) => {
    const book = newSpendBook();
    const ledgers = Array.from({ length: 8 }, () => startLedger({ PHIRST_DAILY_CAP_USD: '0.01' }, book));
    const { granted } = await outcomes(Array.from({ length: 200 }, (_, index) => ledgers[index % 8]!.reserve(ANYONE, 1000)));
    expect(granted).toHaveLength(10);
  });

  it('that each cost a tenth of their worst get through one after the other', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '0.01' });
    let served = 0;
    for (;;) {
      const [reservation] = (await outcomes([reserve(ANYONE, 1000)])).granted;
      if (!reservation) break;
      await reservation.settle(100);
      served++;
    }
    // The last tenth can't be reserved: a call may not begin that could go over.
    expect(served).toBe(91);
    expect(await spentIn(book)).toEqual({ deployment: 9100 });
  });

  it('that cost more than their worst go over by no more than what one cost more', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '0.01' });
    const reservation = await reserve(ANYONE, 10_000);
    await reservation.settle(12_000);
    expect(await spentIn(book)).toEqual({ deployment: 12_000 });
    expect((await outcomes([reserve(ANYONE, 1)])).codes).toEqual(['spend_cap_reached']);
  });
});

describe('several caps', () => {
  const session = { id: 'one', unit: 'u', policy: 'default', capMicroUsd: 5000, expiresAt: NOW + 600_000, mintedBy: 'shop', origin: 'https://app.example' };
  const client: Client = { id: 'session:one', standing: 'session', session, origin: session.origin, key: 'shop' };
  const settings = { PHIRST_ORIGIN_DAILY_CAP_USD: '0.02', PHIRST_KEY_DAILY_CAP_USD: '0.03', PHIRST_DAILY_CAP_USD: '0.04' };

  it('are taken from together, or none is', async ({ expect }) => {
    const { reserve, book } = startLedger({ ...settings, PHIRST_DAILY_CAP_USD: '0.004' });
    await reserve(client, 3000);
    const { codes } = await outcomes([reserve(client, 1500)]);
    expect(codes).toEqual(['spend_cap_reached']);
    expect(await spentIn(book)).toEqual({ session: 3000, origin: 3000, key: 3000, deployment: 3000 });
  });

  it('give back to all what a call did not cost', async ({ expect }) => {
    const { reserve, book } = startLedger(settings);
    await (await reserve(client, 3000)).settle(17.2);
    expect(await spentIn(book)).toEqual({ session: 18, origin: 18, key: 18, deployment: 18 });
  });

  it('are each the limit where they are the narrowest, and the refusal says which', async ({ expect }) => {
    const tight = (name: string) => ({ ...settings, [name]: '0.001' });
    const say = async (narrow: Bindings) => startLedger(narrow).reserve(client, 2000).catch((error: Error) => error.message);
    expect(await say(tight('PHIRST_ORIGIN_DAILY_CAP_USD'))).toContain('this origin today');
    expect(await say(tight('PHIRST_KEY_DAILY_CAP_USD'))).toContain('this key today');
    expect(await say(tight('PHIRST_DAILY_CAP_USD'))).toContain('this router today');
    const over = await startLedger(settings).reserve(client, 6000).catch((error: Error) => error.message);
    expect(over).toContain('5000 of its 5000 micro-USD');
  });

  it('of a day are whole again the next day', async ({ expect }) => {
    const { reserve, clock } = startLedger({ PHIRST_DAILY_CAP_USD: '0.001' });
    await reserve(ANYONE, 1000);
    expect((await outcomes([reserve(ANYONE, 1)])).codes).toEqual(['spend_cap_reached']);
    clock.now = Date.UTC(2026, 10, 26);
    expect((await outcomes([reserve(ANYONE, 1000)])).codes).toEqual([]);
  });

  it('none of which applies ask no Durable Object', async ({ expect }) => {
    const getByName = vi.fn<() => never>();
    const ledger = createLedgerOf({ now: () => NOW })({ PHIRST_KEY_DAILY_CAP_USD: '1', SPEND: { getByName } });
    await (await ledger.reserve(ANYONE, 1_000_000)).settle(1_000_000);
    expect(getByName).not.toHaveBeenCalled();
  });

  it('let no amount through that isn’t one', async ({ expect }) => {
    const { reserve } = startLedger(settings);
    expect((await outcomes([reserve(ANYONE, Infinity), reserve(ANYONE, NaN)])).codes).toEqual(['spend_cap_reached', 'spend_cap_reached']);
  });
});

describe('settling', () => {
  it('counts once, however often it is said', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '1' });
    const reservation = await reserve(ANYONE, 1000);
    await Promise.all(Array.from({ length: 20 }, () => reservation.settle(100)));
    await reservation.settle(900);
    expect(await spentIn(book)).toEqual({ deployment: 100 });
  });

  it('never rejects, and leaves the whole reservation spent where it fails', async ({ expect }) => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '1' });
    const reservation = await reserve(ANYONE, 1000);
    book.SPEND.getByName = () => {
      throw new Error('down');
    };
    await reservation.settle(1);
    expect(logged.mock.calls).toEqual([['{"event":"settle_failed","name":"Error"}']]);
    expect(await spentIn(book)).toEqual({ deployment: 1000 });
  });
});

describe('an isolate that dies with what it reserved', () => {
  it('has spent it: the lease ends, and nothing is given back', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '0.001' });
    await reserve(ANYONE, 1000);
    await runInDurableObject(book.stub(), (_, { storage }) => void storage.sql.exec('UPDATE lease SET ends_at = 1'));
    expect(await runDurableObjectAlarm(book.stub())).toBe(true);
    expect(await leasesIn(book)).toBe(0);
    expect(await spentIn(book)).toEqual({ deployment: 1000 });
    expect((await outcomes([reserve(ANYONE, 1)])).codes).toEqual(['spend_cap_reached']);
  });

  it('leaves nothing behind once its day is over', async ({ expect }) => {
    const book = newSpendBook();
    const request: ReserveRequest = { id: 'old', microUsd: 1, caps: [{ scope: 'deployment:1970-01-01', microUsd: 9, endsAt: 5 }], sessionId: undefined, now: 1 };
    await book.stub().reserve(request);
    await book.stub().revoke({ sessionId: 'old', endsAt: 5 });
    expect(LEASE_MS).toBeLessThan(Date.now());
    await runDurableObjectAlarm(book.stub());
    const rows = await runInDurableObject(book.stub(), (_, { storage }) =>
      ['balance', 'lease', 'mark'].map((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray().length),
    );
    expect(rows).toEqual([0, 0, 0]);
    // And the object sleeps: nothing wakes it any more.
    expect(await runDurableObjectAlarm(book.stub())).toBe(false);
  });
});

describe('an object that restarts', () => {
  it('still knows what was spent and what is reserved', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '0.001' });
    const reservation = await reserve(ANYONE, 800);
    await abortAllDurableObjects();
    expect((await outcomes([reserve(ANYONE, 300)])).codes).toEqual(['spend_cap_reached']);
    await reservation.settle(500);
    expect(await spentIn(book)).toEqual({ deployment: 500 });
  });

  it('amid its writing has written all of it or nothing, and is asked again', async ({ expect }) => {
    const { reserve, book } = startLedger({ PHIRST_DAILY_CAP_USD: '1' });
    await reserve(ANYONE, 1);
    const running = Array.from({ length: 60 }, () => reserve(ANYONE, 100));
    const aborts = [1, 2, 3].map(async (round) => {
      await scheduler.wait(round * 2);
      await runInDurableObject(book.stub(), (_, context) => context.abort('restart')).catch(() => undefined);
    });
    const { granted, codes } = await outcomes(running);
    await Promise.all(aborts);
    // Whoever was told yes is in the book, once; whoever was told no may be in it, which is the safe side.
    const { deployment = 0 } = await spentIn(book);
    expect(deployment).toBeGreaterThanOrEqual(1 + granted.length * 100);
    expect(deployment).toBeLessThanOrEqual(1 + 60 * 100);
    expect(deployment).toBe(1 + (await leasesIn(book) - 1) * 100);
    expect(codes.every((code) => code === 'internal')).toBe(true);
    await Promise.all(granted.map((reservation) => reservation.settle(7)));
    expect((await spentIn(book))['deployment']).toBe(deployment - granted.length * 93);
  });

  it('after it has answered, but before the answer arrived, takes nothing twice', async ({ expect }) => {
    const book = newSpendBook();
    let losses = 2;
    const SPEND = {
      getByName: () => {
        const stub = book.stub();
        return {
          ...stub,
          async reserve(request: ReserveRequest) {
            const answer = await stub.reserve(request);
            if (losses-- > 0) throw new Error('connection lost');
            return answer;
          },
          settle: (settlement: { id: string; spentMicroUsd: number }) => stub.settle(settlement),
        };
      },
    };
    const ledger = createLedgerOf({ now: () => NOW })({ PHIRST_DAILY_CAP_USD: '0.001', SPEND });
    await ledger.reserve(ANYONE, 600);
    expect(await spentIn(book)).toEqual({ deployment: 600 });
    expect(await leasesIn(book)).toBe(1);
  });

  it('that stays away lets nothing be spent', async ({ expect }) => {
    const SPEND = { getByName: () => ({ reserve: () => Promise.reject(new Error('down')) }) };
    const ledger = createLedgerOf({ now: () => NOW })({ PHIRST_DAILY_CAP_USD: '1', SPEND: SPEND as never });
    expect((await outcomes([ledger.reserve(ANYONE, 1)])).codes).toEqual(['internal']);
  });
});

describe('the audit sample', () => {
  it('has a cap of its own, also where nothing else is capped, and leaves questions that somebody waits for alone', async ({ expect }) => {
    const { reserve, book } = startLedger({});
    const audit = { dailyCostMicroUsd: 2500 };
    const { granted, codes } = await outcomes(Array.from({ length: 5 }, () => reserve(ANYONE, 1000, audit)));
    expect(granted).toHaveLength(2);
    expect(codes).toEqual(Array.from({ length: 3 }, () => 'spend_cap_reached'));
    await Promise.all(granted.map((reservation) => reservation.settle(1000)));
    expect(await spentIn(book)).toEqual({ audit: 2000 });
    expect((await outcomes([reserve(ANYONE, 1000)])).granted).toHaveLength(1);
  });
});
