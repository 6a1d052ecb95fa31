// What the device's answers saved. The price of a hosted answer is told with the decision, and that the device answered with the
// outcome; both come at least once and in any order, so the first waits for the second.
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { TrafficHour } from '../../src/wire/admin-api.ts';
import { withAvoidedCost } from './sum-table.ts';
import { isOutcome, trafficHour } from './traffic-sums.ts';

interface Waiting extends Record<string, SqlStorageValue> {
  readonly cost: number | null;
  readonly key: string | null;
}

/** Takes events that were not seen before; answers what they add to the hours of their outcomes. */
export function avoidedCosts(sql: SqlStorage, events: readonly StoredEvent[]): readonly TrafficHour[] {
  return events.flatMap(({ event, standing, unit, receivedAt }) => {
    // Money that nobody stands for is nobody's saving.
    if (event.observer !== 'client' || standing === 'unverified') return [];
    if (event.type === 'decision' && 'hostedCostMicroUsd' in event && event.hostedCostMicroUsd !== null) {
      return meet(sql, { decision: event.decisionId, cost: event.hostedCostMicroUsd, hour: undefined, unit, at: receivedAt });
    }
    if (isOutcome(event) && 'source' in event && event.source === 'device' && event.code === null) {
      return meet(sql, { decision: event.decisionId, cost: undefined, hour: trafficHour(event, receivedAt), unit, at: receivedAt });
    }
    return [];
  });
}

interface Half {
  readonly decision: string;
  readonly cost: number | undefined;
  readonly hour: TrafficHour | undefined;
  readonly unit: string | null;
  readonly at: number;
}

function meet(sql: SqlStorage, { decision, cost, hour, unit, at }: Half): readonly TrafficHour[] {
  const [other] = sql.exec<Waiting>('SELECT cost, key FROM waiting WHERE decision = ?', decision).toArray();
  const knownCost = cost ?? other?.cost ?? undefined;
  const knownHour = hour ?? (other?.key ? (JSON.parse(other.key) as TrafficHour) : undefined);
  if (knownCost === undefined || knownHour === undefined) {
    const waits = knownHour && JSON.stringify(knownHour);
    sql.exec('INSERT OR REPLACE INTO waiting (decision, cost, key, unit, at) VALUES (?, ?, ?, ?, ?)', decision, knownCost ?? null, waits ?? null, unit, at);
    return [];
  }
  sql.exec('DELETE FROM waiting WHERE decision = ?', decision);
  return [withAvoidedCost(knownHour, knownCost)];
}
