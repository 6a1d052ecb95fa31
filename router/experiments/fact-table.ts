// Single things a book knows, by name, as JSON.
import type { Subject } from './subject.ts';

interface Facts {
  subject: Subject;
  /** The latest moment it has heard of. */
  clock: number;
  /** Outcomes of earlier deployments are no longer judged: what was wrong with them is mended. */
  quietBefore: number;
  /** No rollback by a guardrail until then. */
  sparedUntil: number;
}

export class FactTable {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get<Name extends keyof Facts>(name: Name): Facts[Name] | undefined {
    const [row] = this.#sql.exec<{ value: string }>('SELECT value FROM fact WHERE name = ?', name).toArray();
    return row && (JSON.parse(row.value) as Facts[Name]);
  }

  set<Name extends keyof Facts>(name: Name, value: Facts[Name]): void {
    this.#sql.exec('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)', name, JSON.stringify(value));
  }
}
