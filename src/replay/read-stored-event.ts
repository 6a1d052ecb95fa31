// One line of the log → the event that it holds, or why it holds none.
import * as v from 'valibot';
import { EVENT_STANDINGS, type StoredEvent } from '../event/stored-event.ts';
import { err, ok, type Result } from '../result.ts';

/** What every reader relies on; what a decision was made from is checked where it is made again. */
const StoredEventSchema = v.looseObject({
  event: v.looseObject({ type: v.string(), id: v.string(), decisionId: v.string(), observer: v.picklist(['edge', 'client']), atMs: v.number() }),
  standing: v.picklist(EVENT_STANDINGS),
  unit: v.nullable(v.string()),
  receivedAt: v.number(),
});

/**
 * @example readStoredEvent('{"event":') // { ok: false, error: 'is no JSON: the line is cut off or was changed' }
 */
export function readStoredEvent(line: string): Result<StoredEvent, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return err('is no JSON: the line is cut off or was changed');
  }
  const parsed = v.safeParse(StoredEventSchema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output as unknown as StoredEvent);
  return err(`is no stored event: ${v.getDotPath(parsed.issues[0]) ?? 'the line'} is missing or of another kind`);
}
