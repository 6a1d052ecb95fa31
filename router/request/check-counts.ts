// How many messages and parts there are, before anything looks at each of them.
import { invalidRequest } from './invalid-request.ts';

const MAXIMUM_MESSAGES = 256;
const MAXIMUM_PARTS = 64;

/** Throws `invalid_request` for too many; whatever else is wrong is the schema's matter. `checkCounts({ messages: [] })` */
export function checkCounts({ messages }: Readonly<Record<string, unknown>>): void {
  if (!Array.isArray(messages)) return;
  if (messages.length > MAXIMUM_MESSAGES) {
    throw invalidRequest('messages', `at most ${MAXIMUM_MESSAGES}, not ${messages.length}`);
  }
  for (const [index, message] of messages.entries()) {
    const content = (message as { content?: unknown } | null)?.content;
    if (Array.isArray(content) && content.length > MAXIMUM_PARTS) {
      throw invalidRequest(`messages.${index}.content`, `at most ${MAXIMUM_PARTS} parts, not ${content.length}`);
    }
  }
}
