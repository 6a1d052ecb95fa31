// What an app passes to ask() → a checked query, or an error that names the fault.
import * as v from 'valibot';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES, type Query } from '../../src/query/query.ts';
import type { AskInput, AskOptions } from '../client-options.ts';

const NotNegative = v.optional(v.pipe(v.number(), v.minValue(0, 'must not be negative')));

const QuerySchema = v.object({
  messages: v.pipe(
    v.array(v.object({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() })),
    v.nonEmpty('needs at least one message'),
    v.check((messages) => messages.at(-1)?.role === 'user' && messages.at(-1)?.content.trim() !== '', 'must end with a question of the user'),
  ),
  context: v.array(v.string()),
  mode: v.picklist(INFERENCE_MODES),
  privacy: v.picklist(PRIVACY_CLASSES),
  budget: v.strictObject({ firstTokenMs: NotNegative, totalMs: NotNegative, costMicroUsd: NotNegative }),
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1, 'must be at least 1'))),
});

/** Throws a PhirstError `invalid_request` whose `param` is the path of the fault. */
export function readQuery(input: AskInput, options: AskOptions): Query {
  const parsed = v.safeParse(QuerySchema, {
    messages: typeof input === 'string' ? [{ role: 'user', content: input }] : input,
    context: options.context ?? [],
    mode: options.mode ?? 'prefer_on_device',
    privacy: options.privacy ?? 'any',
    budget: options.budget ?? {},
    maxTokens: options.maxTokens,
  });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const param = v.getDotPath(issue) ?? 'input';
  throw new PhirstError('invalid_request', `${param}: ${issue.message}`, { param });
}
