// The Durable Object that knows what was spent. Each method is one transaction of SQLite: it happens in whole or not at all,
// and an answer leaves the object only after what it says is on disk.
import { DurableObject } from 'cloudflare:workers';
import { HOUR_MS } from '../../src/durations.ts';
import { FixedWindow } from '../middleware/fixed-window.ts';
import { LEASE_MS, type Cap, type MintAnswer, type MintRequest, type ReserveAnswer, type ReserveRequest, type SettleRequest } from './spend-protocol.ts';

/** Rows whose time is over are removed so often. */
const SWEEP_MS = HOUR_MS;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS balance (scope TEXT PRIMARY KEY, spent INTEGER NOT NULL, ends_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS lease (id TEXT PRIMARY KEY, amount INTEGER NOT NULL, scopes TEXT NOT NULL, ends_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS mark (key TEXT PRIMARY KEY, ends_at INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * A reservation counts as spent from the moment it is made. Settling it gives back the rest; one that is never settled,
 * because its isolate died, stays spent. So whatever breaks, and whenever, the book never shows less than was spent.
 */
export class SpendBook extends DurableObject {
  readonly #sql: SqlStorage;
  /** In memory alone: a flood of requests must not become a flood of writes. */
  readonly #mints = new FixedWindow({ windowMs: 60_000, capacity: 10_000 });
  /** Apart from the clients, whose number could push theirs out. */
  readonly #mintsByOrigin = new FixedWindow({ windowMs: 60_000, capacity: 10_000 });
  #isSweepPlanned = false;

  constructor(context: DurableObjectState, env: unknown) {
    super(context, env as never);
    this.#sql = context.storage.sql;
    this.#sql.exec(SCHEMA);
  }

  /** Takes the amount from all caps, or from none. Asked again with the same id it answers the same and takes nothing. */
  async reserve({ id, microUsd, caps, sessionId, now }: ReserveRequest): Promise<ReserveAnswer> {
    await this.#sweepLater();
    // No await from here on: nothing comes between these statements, and they are written together.
    if (sessionId !== undefined && this.#isMarked(`revoked:${sessionId}`, now)) return { kind: 'revoked' };
    if (this.#sql.exec('SELECT 1 FROM lease WHERE id = ?', id).toArray().length > 0) return { kind: 'reserved' };
    for (const { scope, microUsd: capMicroUsd } of caps) {
      const leftMicroUsd = capMicroUsd - this.#spent(scope);
      if (microUsd > leftMicroUsd) return { kind: 'over', scope, leftMicroUsd: Math.max(0, leftMicroUsd) };
    }
    for (const cap of caps) this.#add(cap, microUsd);
    const scopes = JSON.stringify(caps.map(({ scope }) => scope));
    this.#sql.exec('INSERT INTO lease (id, amount, scopes, ends_at) VALUES (?, ?, ?, ?)', id, microUsd, scopes, now + LEASE_MS);
    return { kind: 'reserved' };
  }

  /** Replaces what was reserved by what was spent; the second time, and long after, nothing happens. */
  async settle({ id, spentMicroUsd }: SettleRequest): Promise<void> {
    const [lease] = this.#sql.exec<{ amount: number; scopes: string }>('DELETE FROM lease WHERE id = ? RETURNING amount, scopes', id).toArray();
    if (!lease || spentMicroUsd === lease.amount) return;
    for (const scope of JSON.parse(lease.scopes) as string[]) {
      this.#sql.exec('UPDATE balance SET spent = spent + ? WHERE scope = ?', spentMicroUsd - lease.amount, scope);
    }
  }

  /** Whether another session may be minted now. What may be used once is used up by it, also where the mint fails later. */
  async admitMint({ limits, once, now }: MintRequest): Promise<MintAnswer> {
    if (once) await this.#sweepLater();
    for (const { key, perMinute } of limits) {
      const waitMs = (key.startsWith('origin:') ? this.#mintsByOrigin : this.#mints).take(key, perMinute, now);
      if (waitMs > 0) return { kind: 'too-many', key, waitMs };
    }
    if (!once) return { kind: 'admitted' };
    if (this.#isMarked(`once:${once.key}`, now)) return { kind: 'used' };
    this.#mark(`once:${once.key}`, once.endsAt);
    return { kind: 'admitted' };
  }

  /** No reservation for this session from now on. */
  async revoke({ sessionId, endsAt }: { readonly sessionId: string; readonly endsAt: number }): Promise<void> {
    await this.#sweepLater();
    this.#mark(`revoked:${sessionId}`, endsAt);
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#isSweepPlanned = false;
    for (const table of ['balance', 'lease', 'mark']) this.#sql.exec(`DELETE FROM ${table} WHERE ends_at <= ?`, now);
    const isEmpty = ['balance', 'lease', 'mark'].every((table) => this.#sql.exec(`SELECT 1 FROM ${table} LIMIT 1`).toArray().length === 0);
    if (!isEmpty) await this.ctx.storage.setAlarm(now + SWEEP_MS);
  }

  #spent(scope: string): number {
    return this.#sql.exec<{ spent: number }>('SELECT spent FROM balance WHERE scope = ?', scope).toArray()[0]?.spent ?? 0;
  }

  #add({ scope, endsAt }: Cap, microUsd: number): void {
    this.#sql.exec(
      'INSERT INTO balance (scope, spent, ends_at) VALUES (?1, ?2, ?3) ON CONFLICT (scope) DO UPDATE SET spent = spent + ?2',
      scope,
      microUsd,
      endsAt,
    );
  }

  #isMarked(key: string, now: number): boolean {
    return this.#sql.exec('SELECT 1 FROM mark WHERE key = ? AND ends_at > ?', key, now).toArray().length > 0;
  }

  #mark(key: string, endsAt: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO mark (key, ends_at) VALUES (?, ?)', key, endsAt);
  }

  async #sweepLater(): Promise<void> {
    if (this.#isSweepPlanned) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + SWEEP_MS);
    this.#isSweepPlanned = true;
  }
}
