// What an app passes to ask() → a checked query, or an error that names the fault. By hand: TypeScript has checked most
// of it, and a schema library would weigh more than the rest of the session.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES, type Message, type Query } from '../../src/query/query.ts';
import type { AskInput, AskOptions } from '../client-options.ts';

const ROLES: readonly unknown[] = ['system', 'user', 'assistant'];
const BUDGET_PARTS = ['firstTokenMs', 'totalMs', 'costMicroUsd'] as const;

/** Throws a PhirstError `invalid_request` whose `param` is the path of the fault. */
export function readQuery(input: AskInput, options: AskOptions): Query {
  const { mode = 'prefer_on_device', privacy = 'any', budget = {}, context = [], maxTokens } = options;
  const messages: readonly Message[] = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
  requireMessages(messages);
  require(Array.isArray(context) && context.every((document) => typeof document === 'string'), 'context', 'must be a list of texts');
  require(INFERENCE_MODES.includes(mode), 'mode', `must be one of ${INFERENCE_MODES.join(', ')}`);
  require(PRIVACY_CLASSES.includes(privacy), 'privacy', `must be one of ${PRIVACY_CLASSES.join(', ')}`);
  for (const part of Object.keys(budget)) {
    require(BUDGET_PARTS.includes(part as (typeof BUDGET_PARTS)[number]), `budget.${part}`, `is none of ${BUDGET_PARTS.join(', ')}`);
  }
  for (const part of BUDGET_PARTS) {
    const value = budget[part];
    require(value === undefined || (Number.isFinite(value) && value >= 0), `budget.${part}`, 'must be a number of at least 0; leave it out for no limit');
  }
  require(maxTokens === undefined || (Number.isInteger(maxTokens) && maxTokens >= 1), 'maxTokens', 'must be a whole number of at least 1');
  return { messages: messages.map(({ role, content }) => ({ role, content })), context: [...context], mode, privacy, budget, maxTokens };
}

function requireMessages(messages: readonly Message[]): void {
  require(Array.isArray(messages) && messages.length > 0, 'messages', 'needs at least one message');
  for (const [index, message] of messages.entries()) {
    require(ROLES.includes(message?.role), `messages.${index}.role`, 'must be system, user or assistant');
    require(typeof message.content === 'string', `messages.${index}.content`, 'must be a text');
  }
  const last = messages.at(-1);
  require(last?.role === 'user' && last.content.trim() !== '', 'messages', 'must end with a question of the user');
}

function require(holds: boolean, param: string, message: string): void {
  if (!holds) throw new PhirstError('invalid_request', `${param} ${message}.`, { param });
}
