// POST /v1/chat/completions: check, decide, answer.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { RankedModel } from '../../src/route/rank-hosted.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerHosted } from '../dispatch/answer-hosted.ts';
import { decideHosted, type HostedDecision } from '../dispatch/decide-hosted.ts';
import { limitCall, type CallLimit } from '../dispatch/limit-call.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { compareVariants } from '../events/compare-variants.ts';
import { signDecisionId } from '../events/decision-id.ts';
import { hostedRecord } from '../events/hosted-record.ts';
import { recordedUnit } from '../events/recorded-unit.ts';
import { contextOf } from '../events/request-context.ts';
import { createRequestLog } from '../events/request-log.ts';
import type { GainModels } from '../gain/gain-models.ts';
import { callableModels } from '../providers/callable-models.ts';
import type { ModelObserver } from '../providers/observed-models.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import { ofThePolicy } from '../request/of-the-policy.ts';
import { readChatRequest } from '../request/read-chat-request.ts';
import { remainingMsOf } from '../request/remaining-ms.ts';
import { screenChat } from '../safety/screen-chat.ts';

export interface ChatServices extends Pick<Dependencies, 'now' | 'newDecisionId' | 'draw' | 'ledgerOf' | 'eventsOf'> {
  readonly registryOf: (env: Bindings) => ProviderRegistry;
  readonly observer: ModelObserver;
  readonly gainModels: GainModels;
}

/**
 * The handler. Throws a PhirstError for whatever goes wrong before the first byte; later a stream tells it itself.
 *
 * @example app.post('/v1/chat/completions', chatCompletions(services))
 */
export function chatCompletions(services: ChatServices) {
  const { now, newDecisionId, registryOf, eventsOf, observer, gainModels } = services;
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const arrivedAt = now();
    const elapsedMs = () => now() - arrivedAt;
    const { headers } = c.req.raw;
    const { client, unit, inForce, held } = c.var;
    const policy = held.document;
    const decisionId = await signDecisionId(newDecisionId(), { unit, sessions: configurationOf(c.env).sessions });
    c.header(HEADERS.decisionId, decisionId);
    c.header(HEADERS.policy, policy.name);
    // From the start: a caller that leaves while nothing has been sent would take the request's whole context with it, and
    // what was spent and what became of it would be forgotten.
    const { promise: recorded, resolve: end } = Promise.withResolvers<void>();
    c.executionCtx.waitUntil(recorded);
    let decided: { readonly promptTokens: number; readonly isStream: boolean } | undefined;
    const keep = (events: readonly StoredEvent[]) => {
      for (const { event } of events) if (decided && event.type === 'outcome') observer.note({ ...event, ...decided });
      void eventsOf(c.env).record(events).finally(end);
    };
    const log = createRequestLog({ decisionId, context: contextOf(inForce, held), unit: recordedUnit({ request: c.req.raw, env: c.env, client, unit }), now, keep });
    let limit: CallLimit | undefined;
    try {
      // Without the body's own budget, which isn't read yet.
      limit = limitCall({ remainingMs: remainingMsOf(headers, undefined), clientSignal: c.req.raw.signal });
      const { maximumOutputTokens } = policy.hosted;
      const asked = screenChat(await readChatRequest(c.req.raw, { maximumOutputTokens, signal: limit.signal }), policy);
      const chat = ofThePolicy(asked, { inForce, held });
      log.askedFor(chat.request.phirst?.purpose);
      if (chat.output.isLowered) c.header(HEADERS.outputLimit, String(chat.output.maxTokens));
      const registry = registryOf(c.env);
      if (registry.size === 0) throw noProvider();
      const callable = callableModels(policy, registry);
      const decidedAtMs = elapsedMs();
      observer.refresh(c.env, c.executionCtx);
      const known = { elapsedMs: decidedAtMs, observedFor: observer.observed, gainFor: (of: Policy) => gainModels.held(of, c.env, c.executionCtx) };
      const decision = { ...decideHosted({ chat, policy, callable, ...known }), requestedModel: asked.request.model };
      decided = { promptTokens: decision.description.promptTokens, isStream: chat.request.stream === true };
      const routedModel = decision.ranked[0]?.model.id ?? null;
      const record = hostedRecord({ chat, decision, callableIds: callable.map(({ id }) => id), elapsedMs: decidedAtMs });
      log.decided({ ...decision, routedModel, record, ...compareVariants({ chat, decision, inForce, held, callableOf: (other) => callableModels(other, registry), ...known }) });
      const chosen = chosenOf(decision, policy.name).model.id;
      c.header(HEADERS.requestedModel, decision.requestedModel);
      c.header(HEADERS.routedModel, chosen);
      c.header(HEADERS.reason, decision.reason);
      if (decision.remainingMs !== undefined) limit.setRemaining(decision.remainingMs);
      return await answerHosted(c, { decisionId, chat, decision, policy, registry, limit, log, elapsedMs, services });
    } catch (error) {
      log.finish(PhirstError.isInstance(error) ? error.code : 'internal');
      limit?.end();
      throw error;
    }
  };
}

function chosenOf({ ranked, reason }: HostedDecision, policyName: string): RankedModel {
  const [chosen] = ranked;
  if (chosen) return chosen;
  if (reason === 'over_cost_budget') {
    throw new PhirstError(
      'over_cost_budget',
      'No hosted model is sure to stay within the money budget. Raise phirst.budget.costMicroUsd (at most the policy’s), ' +
        'ask for fewer tokens, or shorten the prompt.',
      { param: 'phirst.budget.costMicroUsd' },
    );
  }
  throw new PhirstError(
    'provider_not_configured',
    `No model of the policy "${policyName}" has a configured provider. Set PROVIDER_NAME to the <provider> of its ` +
      'hosted.models, or list a model of yours there.',
  );
}

function noProvider(): PhirstError {
  return new PhirstError(
    'provider_not_configured',
    'No hosted model is configured. Set the secret PROVIDER_KEY; for another API than OpenAI’s also PROVIDER_URL and ' +
      'PROVIDER_NAME.',
  );
}
