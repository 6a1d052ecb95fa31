// Whoever asks for `phirst/<policy>` leaves the choice to the policy. Which one that is depends on the unit: an app that names the
// default one mustn't get a 404 because its user is in an experiment.
import { policyNames, type InForce, type UnitPolicy } from '../deployment/in-force.ts';
import type { IncomingChat } from './read-chat-request.ts';

/** The request with the name of the unit's own policy in the place of another one that is in force. */
export function ofThePolicy(chat: IncomingChat, { inForce, held }: { readonly inForce: InForce; readonly held: UnitPolicy }): IncomingChat {
  const { request } = chat;
  const named = policyNames(inForce).some((name) => request.model === `phirst/${name}`);
  return named ? { ...chat, request: { ...request, model: `phirst/${held.document.name}` } } : chat;
}
