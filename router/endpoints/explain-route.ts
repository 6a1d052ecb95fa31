// POST /v1/route: where the same body would go with POST /v1/chat/completions, and why. Calls no provider.
import type { Context } from 'hono';
import { explainReason } from '../../src/route/reason.ts';
import type { RankedModel } from '../../src/route/rank-hosted.ts';
import { decideHosted } from '../dispatch/decide-hosted.ts';
import { explainStart } from '../dispatch/explain-start.ts';
import { limitCall } from '../dispatch/limit-call.ts';
import type { RouterEnv } from '../env.ts';
import { callableModels } from '../providers/callable-models.ts';
import { ofThePolicy } from '../request/of-the-policy.ts';
import { readChatRequest, type IncomingChat } from '../request/read-chat-request.ts';
import { screenChat } from '../safety/screen-chat.ts';
import type { ChatServices } from './chat-completions.ts';

/**
 * The handler. 200 also where nothing can be called or paid: then `routedModel` is null and the reason says why. Throws
 * what a faulty request throws.
 *
 * @example app.post('/v1/route', explainRoute({ registryOf, observer, gainModels }))
 */
export function explainRoute({ registryOf, observer, gainModels }: Pick<ChatServices, 'registryOf' | 'observer' | 'gainModels'>) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const { inForce, held } = c.var;
    const policy = held.document;
    const asked = screenChat(await readWithinLimit(c.req.raw, policy.hosted.maximumOutputTokens), policy);
    const chat = ofThePolicy(asked, { inForce, held });
    const callable = callableModels(policy, registryOf(c.env));
    const gain = await gainModels.load(policy, c.env);
    const decision = decideHosted({ chat, policy, callable, elapsedMs: 0, observedFor: observer.observed, gainFor: () => gain });
    return c.json({
      requestedModel: asked.request.model,
      routedModel: decision.ranked[0]?.model.id ?? null,
      reason: decision.reason,
      sentence: explainReason(decision.reason),
      policy: policy.name,
      policyHash: held.policy,
      sequence: inForce.deployment.sequence,
      assignment: held.assignment ?? null,
      description: decision.description,
      start: explainStart({ chat, policy, callable, gain }),
      models: decision.ranked.map(explainModel),
    });
  };
}

/** A body that never ends mustn't be waited for. */
async function readWithinLimit(request: Request, maximumOutputTokens: number): Promise<IncomingChat> {
  const limit = limitCall({ remainingMs: undefined, clientSignal: request.signal });
  try {
    return await readChatRequest(request, { maximumOutputTokens, signal: limit.signal });
  } finally {
    limit.end();
  }
}

/** What is expected of one model; `expectedQuality` is null where nobody published or declared one. */
function explainModel({ model, expectedQuality, ...expected }: RankedModel) {
  return { id: model.id, expectedQuality: expectedQuality ?? null, ...expected };
}
