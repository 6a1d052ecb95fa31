// What of a conversation the device gets to read: all of it, or by the policy's rule what is left without its oldest
// turns. An estimate; the device's own tokenizer has the last word. A hosted model always gets the whole.
import { roomForAnswer } from '../../src/budget/room-for-answer.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { dropOldestTurns } from '../../src/query/drop-oldest-turns.ts';
import type { DescribeInput } from '../../src/query/describe-query.ts';
import type { QueryDescription } from '../../src/query/query-description.ts';
import type { Message, Query } from '../../src/query/query.ts';
import { withContext } from '../edge/outgoing-query.ts';

export interface DeviceConversation {
  /** The supplied context among them. */
  readonly messages: readonly Message[];
  /** Estimated. */
  readonly promptTokens: number;
  readonly droppedMessages: number;
}

export interface DeviceConversationInput {
  readonly query: Query;
  readonly description: QueryDescription;
  readonly policy: Policy;
  /** Id of the device's model. */
  readonly model: string;
  readonly describe: (input: DescribeInput) => QueryDescription;
}

export function deviceConversation({ query, description, policy, model, describe }: DeviceConversationInput): DeviceConversation {
  const messages = withContext(query);
  const { promptTokens } = description;
  const whole = { messages, promptTokens, droppedMessages: 0 };
  const answerTokens = expectedAnswerTokens({ query, description, policy });
  const fits = (tokens: number) => roomForAnswer(policy, model, tokens) >= answerTokens;
  if (policy.device.contextTrimming !== 'drop-oldest-turns' || fits(promptTokens)) return whole;
  const lengths = new Map(messages.map((message) => [message, describe({ messages: [message], context: [] }).promptTokens]));
  const lengthOf = (some: readonly Message[]) => some.reduce((sum, message) => sum + (lengths.get(message) ?? 0), 0);
  const trimmed = dropOldestTurns(messages, (some) => fits(lengthOf(some)));
  const { droppedMessages } = trimmed;
  return droppedMessages === 0 ? whole : { messages: trimmed.messages, promptTokens: lengthOf(trimmed.messages), droppedMessages };
}

/** What the answer will probably take, within the limits of app and policy. */
export function expectedAnswerTokens({ query, description, policy }: Pick<DeviceConversationInput, 'query' | 'description' | 'policy'>): number {
  return Math.min(description.expectedOutputTokens, query.maxTokens ?? Infinity, policy.device.maximumOutputTokens);
}
