// The policy's safety rules on a question that reaches the edge: the SDK may not be what sent it.
//
// "Hand up" means here what is left of up: the strongest model within the budgets. A model that the caller named stays.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { explainReason } from '../../src/route/reason.ts';
import { checkInput } from '../../src/safety/safety-rules.ts';
import { plainConversation } from '../request/chat-messages.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';

/** The same chat, with the reason of a rule that hands it up. Throws `safety_refused` with the name of one that refuses it. */
export function screenChat(chat: IncomingChat, policy: Policy): IncomingChat {
  const { messages, phirst } = chat.request;
  // What the caller calls supplied material is the SDK's system message; a user's turn stays one, whatever it is called.
  const hit = checkInput(policy, plainConversation(messages).messages);
  if (!hit) return chat;
  if (hit.action === 'refuse') throw safetyRefused(hit.rule);
  return { ...chat, request: { ...chat.request, phirst: { ...phirst, reason: 'safety_handed_up' } } };
}

/** OpenAI's 400, with our code; says which rule, and nothing of the text. */
export function safetyRefused(rule: string): PhirstError {
  return new PhirstError('safety_refused', `${explainReason('safety_refused')} It is named "${rule}".`, { param: 'messages' });
}
