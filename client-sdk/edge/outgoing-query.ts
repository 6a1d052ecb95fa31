// The one gate through which a query's text leaves the device. What it returns is the only thing the edge client sends.
import type { Message, Query } from '../../src/query/query.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { Reason } from '../../src/route/reason.ts';

declare const CLEARED: unique symbol;

/** Messages that may leave. Only `clearToLeave` makes one: text that didn't pass it can't reach fetch. */
export interface OutgoingQuery {
  readonly [CLEARED]: true;
  readonly messages: readonly Message[];
  readonly privacy: 'any' | 'redacted';
}

/**
 * Refuses `device-only` queries, and `redacted` ones where the app supplies no redaction.
 *
 * @example
 * clearToLeave({ ...query, privacy: 'device-only' }, undefined); // { ok: false, error: 'privacy_device_only' }
 */
export function clearToLeave(
  query: Query,
  redact: ((text: string) => string) | undefined,
): Result<OutgoingQuery, Reason> {
  if (query.privacy === 'device-only') return err('privacy_device_only');
  // Role and text alone: whatever else an app keeps on its messages stays with it.
  const messages = withContext(query).map(({ role, content }) => ({ role, content }));
  if (query.privacy === 'any') return ok(cleared(messages, 'any'));
  if (redact === undefined) return err('privacy_not_redacted');
  return ok(cleared(messages.map(({ role, content }) => ({ role, content: redact(content) })), 'redacted'));
}

function cleared(messages: readonly Message[], privacy: 'any' | 'redacted'): OutgoingQuery {
  return { messages, privacy } as OutgoingQuery;
}

/** The conversation with its supplied context as a system message before the question, the same on device and hosted. */
export function withContext({ messages, context }: Pick<Query, 'messages' | 'context'>): readonly Message[] {
  if (context.length === 0) return messages;
  const documents: Message = {
    role: 'system',
    content: `Answer from these documents:\n\n${context.join('\n\n')}`,
  };
  return [documents, ...messages];
}
