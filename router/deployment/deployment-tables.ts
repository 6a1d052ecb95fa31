// What the deployment's book keeps, table by table. Whoever calls makes a transaction of it.
import type { DeploymentState } from '../../src/experiment/deployment-state.ts';
import type { Deployment, RunningExperiment } from '../../src/experiment/deployment.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { AuditEntry, DeploymentChange } from '../../src/wire/admin-api.ts';
import type { ExperimentRecord } from './deployment-protocol.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS policy (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS experiment (
    key TEXT PRIMARY KEY, seed TEXT NOT NULL, running TEXT NOT NULL, definition TEXT, started_at INTEGER NOT NULL, ended_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS experiment_by_seed ON experiment (seed);
  CREATE TABLE IF NOT EXISTS audit (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL, change TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS answered (key TEXT PRIMARY KEY, said TEXT NOT NULL, deployment TEXT NOT NULL, sequence INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Idempotency keys of so many changes are remembered: longer than anybody tries again. */
const REMEMBERED_CHANGES = 1000;

interface Answered {
  /** The change, so that a key isn't taken for another one's. */
  readonly said: string;
  readonly deployment: Deployment;
}

type ExperimentRow = { key: string; running: string; definition: string | null; ended_at: number | null };
type AuditRow = { sequence: number; at: number; who: string; reason: string; change: string };

export class DeploymentTables {
  readonly #sql: SqlStorage;

  constructor({ sql }: Pick<DurableObjectStorage, 'sql'>) {
    this.#sql = sql;
    sql.exec(SCHEMA);
  }

  /** Undefined while nothing was deployed. */
  state(): DeploymentState | undefined {
    const [row] = this.#sql.exec<{ value: string }>('SELECT value FROM state').toArray();
    return row && (JSON.parse(row.value) as DeploymentState);
  }

  /** The new state, what it means for experiments, and who wanted it. */
  write(state: DeploymentState, { change, reason, by, at }: { change: DeploymentChange; reason: string; by: string; at: number }): void {
    const { sequence, experiments } = state.deployment;
    this.#sql.exec('INSERT OR REPLACE INTO state (id, value) VALUES (1, ?)', JSON.stringify(state));
    for (const running of experiments) this.#keepExperiment(running, change.kind === 'start_experiment' ? change.experiment : null);
    const keys = JSON.stringify(experiments.map(({ key }) => key));
    this.#sql.exec('UPDATE experiment SET ended_at = ? WHERE ended_at IS NULL AND key NOT IN (SELECT value FROM json_each(?))', at, keys);
    this.#sql.exec('INSERT INTO audit (sequence, at, who, reason, change) VALUES (?, ?, ?, ?, ?)', sequence, at, by, reason, JSON.stringify(change));
    this.#sql.exec('DELETE FROM answered WHERE sequence < ?', sequence - REMEMBERED_CHANGES);
  }

  /** False where it was there already. */
  storePolicy(hash: string, text: string): boolean {
    return this.#sql.exec('INSERT OR IGNORE INTO policy (hash, text) VALUES (?, ?)', hash, text).rowsWritten > 0;
  }

  policy(hash: string): string | undefined {
    return this.#sql.exec<{ text: string }>('SELECT text FROM policy WHERE hash = ?', hash).toArray()[0]?.text;
  }

  hasPolicy(hash: string): boolean {
    return this.#sql.exec('SELECT 1 FROM policy WHERE hash = ?', hash).toArray().length > 0;
  }

  answered(key: string): Answered | undefined {
    const [row] = this.#sql.exec<{ said: string; deployment: string }>('SELECT said, deployment FROM answered WHERE key = ?', key).toArray();
    return row && { said: row.said, deployment: JSON.parse(row.deployment) as Deployment };
  }

  remember(key: string, { said, deployment }: Answered): void {
    const { sequence } = deployment;
    this.#sql.exec('INSERT INTO answered (key, said, deployment, sequence) VALUES (?, ?, ?, ?)', key, said, JSON.stringify(deployment), sequence);
  }

  audit(limit: number): readonly AuditEntry[] {
    const rows = this.#sql.exec<AuditRow>('SELECT sequence, at, who, reason, change FROM audit ORDER BY sequence DESC LIMIT ?', limit).toArray();
    return rows.map(({ sequence, at, who, reason, change }) => ({ sequence, at, by: who, reason, change: JSON.parse(change) as DeploymentChange }));
  }

  experiments(): readonly ExperimentRecord[] {
    return this.#sql.exec<ExperimentRow>('SELECT key, running, definition, ended_at FROM experiment ORDER BY started_at DESC, key').toArray().map(recordOf);
  }

  experiment(key: string): ExperimentRecord | undefined {
    const [row] = this.#sql.exec<ExperimentRow>('SELECT key, running, definition, ended_at FROM experiment WHERE key = ?', key).toArray();
    return row && recordOf(row);
  }

  isSeedUsed(seed: string): boolean {
    return this.#sql.exec('SELECT 1 FROM experiment WHERE seed = ? LIMIT 1', seed).toArray().length > 0;
  }

  #keepExperiment(running: RunningExperiment, started: Experiment | null): void {
    const { key, seed, startedAt } = running;
    const definition = started?.key === key ? JSON.stringify(started) : null;
    this.#sql.exec(
      'INSERT INTO experiment (key, seed, running, definition, started_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (key) DO UPDATE SET running = ?3',
      key,
      seed,
      JSON.stringify(running),
      definition,
      startedAt,
    );
  }
}

function recordOf({ key, running, definition, ended_at: endedAt }: ExperimentRow): ExperimentRecord {
  return { key, running: JSON.parse(running) as RunningExperiment, definition: definition === null ? null : (JSON.parse(definition) as Experiment), endedAt };
}
