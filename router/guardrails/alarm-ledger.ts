// What guardrails have decided, and how far it is carried out. A row is written in the transaction that found the breach; an alarm
// of the object does the rest, as often as it takes.

export interface NewAlarm {
  readonly at: number;
  readonly kind: 'error_breaker' | 'guardrail' | 'sample_ratio';
  readonly variant: string | null;
  readonly metric: string | null;
  readonly action: 'rollback' | 'pause';
  /** The policy to be withdrawn. */
  readonly policy: string | null;
  readonly sentence: string;
}

/** `decided` → `sent` (before the deployment is asked: it may have happened) → `done`, or `moot`: there was nothing left to do. */
export type AlarmState = 'decided' | 'sent' | 'done' | 'moot';

export interface AlarmRow extends Record<string, SqlStorageValue> {
  /** Also the change's idempotency key. */
  readonly id: string;
  readonly at: number;
  readonly kind: NewAlarm['kind'];
  readonly variant: string | null;
  readonly metric: string | null;
  readonly action: NewAlarm['action'];
  readonly policy: string | null;
  readonly sentence: string;
  readonly state: AlarmState;
  /** Whether the webhook still has to hear of it. */
  readonly telling: 'waits' | 'due' | 'done';
  readonly attempts: number;
  readonly next_at: number;
}

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 600_000;
/** With the pauses between them more than a day; then the audit log and the dashboard have to do. */
const MOST_TELLINGS = 160;

export class AlarmLedger {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * False where the same was decided already. One that can come again, once it was carried out, is the error breaker's in a
   * policy's own book: the policy may be deployed again.
   */
  raise(alarm: NewAlarm, { mayRepeat = false }: { readonly mayRepeat?: boolean } = {}): boolean {
    const { at, kind, variant, metric, action, policy, sentence } = alarm;
    const same = this.#sql.exec<{ state: AlarmState }>('SELECT state FROM alarm WHERE kind = ? AND variant IS ? AND metric IS ?', kind, variant, metric);
    if (same.toArray().some(({ state }) => !mayRepeat || isOpen(state))) return false;
    const values = [crypto.randomUUID(), at, kind, variant, metric, action, policy, sentence, 'decided', 'waits', 0, 0];
    this.#sql.exec(`INSERT INTO alarm VALUES (${values.map(() => '?').join(', ')})`, ...values);
    return true;
  }

  due(now: number): readonly AlarmRow[] {
    return this.#open().filter(({ next_at }) => next_at <= now);
  }

  /** When something is to be carried out or told; null where nothing is. */
  nextAt(): number | null {
    const open = this.#open();
    return open.length === 0 ? null : Math.min(...open.map(({ next_at }) => next_at));
  }

  /** Newest first. */
  all(): readonly AlarmRow[] {
    return this.#sql.exec<AlarmRow>('SELECT * FROM alarm ORDER BY at DESC, id').toArray();
  }

  markSent(id: string): void {
    this.#sql.exec("UPDATE alarm SET state = 'sent' WHERE id = ?", id);
  }

  settle(id: string, state: 'done' | 'moot', isToldOf: boolean): void {
    this.#sql.exec('UPDATE alarm SET state = ?, telling = ?, attempts = 0, next_at = 0 WHERE id = ?', state, isToldOf && state === 'done' ? 'due' : 'done', id);
  }

  told(id: string): void {
    this.#sql.exec("UPDATE alarm SET telling = 'done' WHERE id = ?", id);
  }

  later({ id, attempts, telling }: AlarmRow, now: number): void {
    if (telling === 'due' && attempts >= MOST_TELLINGS) return this.told(id);
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20));
    this.#sql.exec('UPDATE alarm SET attempts = attempts + 1, next_at = ? WHERE id = ?', now + wait, id);
  }

  #open(): readonly AlarmRow[] {
    return this.#sql.exec<AlarmRow>("SELECT * FROM alarm WHERE state IN ('decided', 'sent') OR telling = 'due' ORDER BY at, id").toArray();
  }
}

export const isOpen = (state: AlarmState) => state === 'decided' || state === 'sent';
