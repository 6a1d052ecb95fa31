// All that phirst replay tells: what --json prints.
import type { Agreement } from '../../src/replay/re-execute.ts';
import type { AuditedEstimates } from '../../src/replay/audited.ts';
import type { RouteComparison } from '../../src/replay/compare-routes.ts';
import type { PolicyEstimate } from '../../src/replay/estimate-policy.ts';
import type { GateJudgement } from '../../src/replay/gate.ts';
import type { Measure } from '../../src/replay/measure.ts';
import type { LogReading } from './read-log.ts';

export interface ReplayReport {
  readonly log: LogReading;
  readonly decidedAgain: Agreement & { readonly isBroken: boolean };
  /** Undefined without --policy. */
  readonly policy?: PolicyReport | undefined;
}

export interface PolicyReport {
  readonly file: string;
  readonly hash: string;
  readonly routes: RouteComparison;
  /** From units that were dealt among policies. */
  readonly estimates: Readonly<Record<Measure, PolicyEstimate>>;
  readonly audited: AuditedEstimates;
  readonly gate?: GateJudgement | undefined;
}
