// Every recorded decision made again under the policy that made it: they agree to the byte, or something is wrong.
import type { StoredEvent } from '../event/stored-event.ts';
import { canonicalJson } from '../policy/canonical-json.ts';
import type { Policy } from '../policy/policy.ts';
import type { DecisionRecord } from './decision-input.ts';
import { firstDifference, type Difference } from './first-difference.ts';
import { recordedDecisions, type MissingRecord, type RecordedDecision } from './recorded-decisions.ts';
import { replayDecision } from './replay-decision.ts';

export type Stage = DecisionRecord['stage'];
/** Why a decision wasn't made again. `unverified`: anybody can have told it. */
export type LeftOut = MissingRecord | 'no_hash' | 'unknown_policy' | 'unverified';

export interface Deviation {
  readonly decisionId: string;
  readonly observer: 'edge' | 'client';
  readonly unit: string | null;
  readonly policyHash: string;
  readonly stage: Stage;
  /** The first one: where it says `models.0`, that is where to look. */
  readonly difference: Difference;
}

export interface Agreement {
  readonly made: number;
  readonly agreed: number;
  readonly byStage: Readonly<Record<Stage, { readonly made: number; readonly agreed: number }>>;
  /** The first ones, in the log's order. */
  readonly deviations: readonly Deviation[];
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Policies that decided and aren't at hand: how many decisions each. */
  readonly missingPolicies: Readonly<Record<string, number>>;
  /** Of what the edge saw. */
  readonly edgeDeviations: number;
  /** Units of clients whose decisions were made again, and those of them with one that came out differently. */
  readonly clientUnits: number;
  readonly deviatingClientUnits: number;
}

export interface ReExecution {
  add(stored: StoredEvent): void;
  agreement(): Agreement;
}

const MOST_KEPT = 1000;

/**
 * @param policies every policy at hand, by hash
 * @example
 * const again = startReExecution(policies);
 * for (const stored of log) again.add(stored);
 * again.agreement() // { made: 1200, agreed: 1200, deviations: [], leftOut: { device_only: 31 }, … }
 */
export function startReExecution(policies: ReadonlyMap<string, Policy>): ReExecution {
  const byStage = { start: { made: 0, agreed: 0 }, accept: { made: 0, agreed: 0 }, hosted: { made: 0, agreed: 0 } };
  const deviations: Deviation[] = [];
  const leftOut: Partial<Record<LeftOut, number>> = {};
  const missing = new Map<string, number>();
  const clientUnits = new Set<string | null>();
  const deviating = new Set<string | null>();
  let edgeDeviations = 0;

  const leave = (why: LeftOut) => void (leftOut[why] = (leftOut[why] ?? 0) + 1);

  function makeAgain({ record, policyHash, ...about }: RecordedDecision): void {
    if (typeof record === 'string') return leave(record);
    if (policyHash === null) return leave('no_hash');
    const policy = policies.get(policyHash);
    if (!policy) {
      missing.set(policyHash, (missing.get(policyHash) ?? 0) + 1);
      return leave('unknown_policy');
    }
    if (about.observer === 'client') clientUnits.add(about.unit);
    const replayed = replayDecision(record, policy);
    const stage = byStage[record.stage];
    stage.made++;
    if (canonicalJson(replayed) === canonicalJson(record.output)) return void stage.agreed++;
    if (about.observer === 'edge') edgeDeviations++;
    else deviating.add(about.unit);
    const difference = firstDifference(record.output, replayed) ?? { path: '', recorded: record.output, replayed };
    if (deviations.length < MOST_KEPT) deviations.push({ ...about, policyHash, stage: record.stage, difference });
  }

  return {
    add(stored) {
      for (const decision of recordedDecisions(stored)) {
        if (stored.standing === 'unverified') leave('unverified');
        else makeAgain(decision);
      }
    },
    agreement() {
      const sum = (field: 'made' | 'agreed') => byStage.start[field] + byStage.accept[field] + byStage.hosted[field];
      return {
        made: sum('made'),
        agreed: sum('agreed'),
        byStage,
        deviations,
        leftOut,
        missingPolicies: Object.fromEntries(missing),
        edgeDeviations,
        clientUnits: clientUnits.size,
        deviatingClientUnits: deviating.size,
      };
    },
  };
}

/**
 * Whether it is to be believed that decisions come out differently: always of what the edge saw. A page can tell of decisions
 * that nobody made, so a share of the clients' units may be allowed to.
 *
 * @example isBroken(agreement, 0.01) // false: one page in two hundred tells something else
 */
export function isBroken({ edgeDeviations, deviatingClientUnits, clientUnits }: Agreement, toleratedUnits = 0): boolean {
  return edgeDeviations > 0 || deviatingClientUnits > toleratedUnits * clientUnits;
}
