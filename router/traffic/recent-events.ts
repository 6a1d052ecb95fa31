// The newest events, whole. Kept in the book rather than read from the log: a segment is found by its hour and not by a
// decision's id, so looking one up would mean reading many, and the newest are not in the log before they are in the book.
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { DecisionsAnswer } from '../../src/wire/admin-api.ts';
import { cursorOf, type DecisionPlace } from './decision-cursor.ts';

/** About a thousand queries, in some megabytes. Older ones are in the log. */
const KEPT = 6000;

type Decision = DecisionsAnswer['decisions'][number];

export interface RecentEvents {
  add(events: readonly StoredEvent[]): void;
  /** The newest queries; those older than a place, where one is given. */
  newest(limit: number, before: DecisionPlace | null): DecisionsAnswer;
  /** One query, by the edge's id of it or by the client's. */
  find(id: string): DecisionsAnswer;
  erase(unit: string): number;
  expire(before: number): void;
}

export function createRecentEvents(sql: SqlStorage): RecentEvents {
  const eventsOf = (decision: string): StoredEvent[] => {
    const rows = sql.exec<{ body: string; joined: string | null }>('SELECT body, joined FROM recent WHERE decision = ? ORDER BY number', decision).toArray();
    const joined = new Set(rows.flatMap((row) => row.joined ?? []));
    joined.delete(decision);
    const own = rows.map(({ body }) => JSON.parse(body) as StoredEvent);
    // The edge's part of a question that the client asked.
    const edges = [...joined].flatMap((id) => sql.exec<{ body: string }>('SELECT body FROM recent WHERE decision = ? ORDER BY number', id).toArray());
    return [...own, ...edges.map(({ body }) => JSON.parse(body) as StoredEvent)];
  };
  const whole = (decisionId: string): Decision => {
    const events = eventsOf(decisionId);
    return { decisionId, at: Math.max(0, ...events.map(({ receivedAt }) => receivedAt)), events };
  };

  return {
    add(events) {
      const rows = events.map((stored) => {
        const { event, unit, receivedAt } = stored;
        const joined = 'edgeDecisionId' in event ? event.edgeDecisionId : null;
        return { decision: event.decisionId, joined, unit, at: receivedAt, body: JSON.stringify(stored) };
      });
      sql.exec(
        `INSERT INTO recent (decision, joined, unit, at, body)
         SELECT value ->> 'decision', value ->> 'joined', value ->> 'unit', value ->> 'at', value ->> 'body' FROM json_each(?)`,
        JSON.stringify(rows),
      );
      sql.exec('DELETE FROM recent WHERE number <= (SELECT MAX(number) FROM recent) - ?', KEPT);
    },
    newest(limit, before) {
      const rows = sql
        .exec<{ decision: string; newest: number; last: number }>(
          `SELECT decision, MAX(at) AS newest, MAX(number) AS last FROM recent
           WHERE decision NOT IN (SELECT joined FROM recent WHERE joined IS NOT NULL AND joined <> decision)
           GROUP BY decision HAVING newest < ?1 OR (newest = ?1 AND last < ?2) ORDER BY newest DESC, last DESC LIMIT ?3`,
          before?.at ?? Number.MAX_SAFE_INTEGER,
          before?.number ?? 0,
          limit,
        )
        .toArray();
      const oldest = rows.length < limit ? undefined : rows.at(-1);
      return { decisions: rows.map(({ decision }) => whole(decision)), cursor: oldest ? cursorOf({ at: oldest.newest, number: oldest.last }) : null };
    },
    find(id) {
      // A client's own ids are kept within the name space of its unit: `<unit's>.<id>`, up to the first dot. What ends like another's id isn't it.
      const [found] = sql
        .exec<{ decision: string }>(
          `SELECT decision FROM recent WHERE joined = ?1 OR decision = ?1 OR (instr(decision, '.') > 0 AND substr(decision, instr(decision, '.') + 1) = ?1)
           ORDER BY joined = ?1 DESC, decision = ?1 DESC, number DESC LIMIT 1`,
          id,
        )
        .toArray();
      return { decisions: found ? [whole(found.decision)] : [], cursor: null };
    },
    erase: (unit) => sql.exec('DELETE FROM recent WHERE unit = ? RETURNING number', unit).toArray().length,
    expire: (before) => void sql.exec('DELETE FROM recent WHERE at < ?', before),
  };
}
