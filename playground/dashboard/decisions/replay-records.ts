// A query's decisions, made again under another policy in this very tab. Loaded when somebody asks for it.
import type { StoredEvent } from '../../../src/event/stored-event.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { DecisionRecord } from '../../../src/replay/decision-input.ts';
import { replayDecision } from '../../../src/replay/replay-decision.ts';

export interface ReplayedDecision {
  readonly stage: DecisionRecord['stage'];
  readonly observer: 'client' | 'edge';
  readonly was: DecisionRecord['output'];
  readonly would: DecisionRecord['output'];
  readonly isSame: boolean;
}

/** In the order in which they were made: start, accept, hosted. Empty where nothing was told to make them from. */
export function decisionRecords(events: readonly StoredEvent[]): readonly { readonly observer: 'client' | 'edge'; readonly record: DecisionRecord }[] {
  const records = events.flatMap(({ event }) => {
    const record = recordOf(event);
    return record ? [{ observer: event.observer, record }] : [];
  });
  return records.toSorted((one, other) => STAGES.indexOf(one.record.stage) - STAGES.indexOf(other.record.stage));
}

/** `replayRecords(events, policy)` → [{ stage: 'start', was: { route: 'device', … }, would: { route: 'hosted', … }, isSame: false }] */
export function replayRecords(events: readonly StoredEvent[], policy: Policy): readonly ReplayedDecision[] {
  return decisionRecords(events).map(({ observer, record }) => {
    const would = replayDecision(record, policy);
    return { stage: record.stage, observer, was: record.output, would, isSame: JSON.stringify(inOrder(record.output)) === JSON.stringify(inOrder(would)) };
  });
}

const STAGES = ['start', 'accept', 'hosted'] as const;

function recordOf(event: StoredEvent['event']): DecisionRecord | undefined {
  if (event.type === 'outcome') return 'accept' in event && event.accept ? { stage: 'accept', input: event.accept.input, output: event.accept.output } : undefined;
  if (event.type !== 'decision') return undefined;
  if (event.observer === 'edge') return event.record;
  const { input, route, reason, rule } = event;
  return input ? { stage: 'start', input, output: { route, reason, rule } } : undefined;
}

/** Which field came first on the wire is no difference. */
function inOrder(output: DecisionRecord['output']) {
  return Object.entries(output).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
