// Who changed what at a router, as a table. The router tells the newest hundred unless asked for more.
import { describeDeploymentChange, type ChangeNames } from '../../src/experiment/describe-deployment-change.ts';
import type { AuditEntry } from '../../src/wire/admin-api.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { askRouter, type RouterOptions } from './ask-router.ts';

const moment = (unixMs: number) => new Date(unixMs).toISOString();
/** Of policies that aren't in force any more only the hash is at hand. */
const NAMES: ChangeNames = { policy: (hash) => hash.slice(0, 12), moment };

/** Newest first. */
export async function readAudit(terminal: Terminal, options: RouterOptions): Promise<readonly AuditEntry[]> {
  return (await (await askRouter(terminal, options, '/admin/audit')).json()) as readonly AuditEntry[];
}

export function auditTable(terminal: Terminal, entries: readonly AuditEntry[]): string {
  const columns = ['number', 'when', 'who', 'what', 'why'].map((title) => ({ title }));
  return table(terminal, columns, entries.map(({ sequence, at, by, change, reason }) => [String(sequence), moment(at), by, describeDeploymentChange(change, NAMES), reason]));
}
