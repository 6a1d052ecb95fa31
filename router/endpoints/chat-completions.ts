// POST /v1/chat/completions: check, decide, call, hand back.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { RankedModel } from '../../src/route/rank-hosted.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import type { Dependencies } from '../dependencies.ts';
import { annotateAnswer, type AnswerRecord } from '../dispatch/annotate-answer.ts';
import { decideHosted, type HostedDecision } from '../dispatch/decide-hosted.ts';
import { limitCall, type CallLimit } from '../dispatch/limit-call.ts';
import { relayStream } from '../dispatch/relay-stream.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { callableModels, splitModelId } from '../providers/callable-models.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import { readChatRequest } from '../request/read-chat-request.ts';
import { remainingMsOf } from '../request/remaining-ms.ts';
import { traceparentOf } from '../request/traceparent.ts';

export interface ChatServices extends Pick<Dependencies, 'policy' | 'now' | 'newDecisionId'> {
  readonly registryOf: (env: Bindings) => ProviderRegistry;
}

/** Known once it is decided; the others from the start. */
const DECISION_HEADERS = ['requestedModel', 'routedModel', 'servedModel', 'reason'] as const;

/**
 * The handler. Throws a PhirstError for whatever goes wrong before the first byte; later a stream tells it itself.
 *
 * @example app.post('/v1/chat/completions', chatCompletions({ policy, now: Date.now, newDecisionId, registryOf }))
 */
export function chatCompletions({ policy, now, newDecisionId, registryOf }: ChatServices) {
  return async (c: Context<RouterEnv>): Promise<Response> => {
    const arrivedAt = now();
    const decisionId = newDecisionId();
    c.header(HEADERS.decisionId, decisionId);
    c.header(HEADERS.policy, policy.name);

    // Without the body's own budget, which isn't read yet.
    const limit = limitCall({ remainingMs: remainingMsOf(c.req.raw.headers, undefined), clientSignal: c.req.raw.signal });
    let isRelayed = false;
    try {
      const { maximumOutputTokens } = policy.hosted;
      const chat = await readChatRequest(c.req.raw, { maximumOutputTokens, signal: limit.signal });
      if (chat.output.isLowered) c.header(HEADERS.outputLimit, String(chat.output.maxTokens));
      const registry = registryOf(c.env);
      if (registry.size === 0) throw noProvider();
      const callable = callableModels(policy, registry);
      const decision = decideHosted({ chat, policy, callable, elapsedMs: now() - arrivedAt });
      const { model } = chosenOf(decision, policy.name);
      const record: AnswerRecord = {
        decisionId,
        requestedModel: decision.requestedModel,
        routedModel: model.id,
        servedModel: model.id,
        reason: decision.reason,
        policy: policy.name,
      };
      for (const name of DECISION_HEADERS) c.header(HEADERS[name], record[name]);
      if (decision.remainingMs !== undefined) limit.setRemaining(decision.remainingMs);

      const { provider: providerName, model: providerModel } = splitModelId(model.id);
      const calledAt = now();
      const upstream = await registry.get(providerName)!.complete({
        model: providerModel,
        body: chat.forwarded,
        maxTokens: chat.output.maxTokens,
        traceparent: traceparentOf(c.req.raw.headers),
        signal: limit.signal,
      });
      c.header('server-timing', `upstream;dur=${now() - calledAt}`);
      c.header('cache-control', 'no-store');

      const contentType = upstream.headers.get('content-type') ?? '';
      if (upstream.body !== null && contentType.startsWith('text/event-stream')) {
        isRelayed = true;
        c.header('content-type', contentType);
        return relayTo(c, upstream.body, limit);
      }
      const text = annotateAnswer(await readAnswer(upstream, limit), record, model);
      return c.body(text, 200, { 'content-type': 'application/json' });
    } finally {
      if (!isRelayed) limit.end();
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

function relayTo(c: Context<RouterEnv>, source: ReadableStream<Uint8Array>, limit: CallLimit): Response {
  const { readable, ended } = relayStream({ source, signal: limit.signal });
  // Kept alive until the last event is out.
  c.executionCtx.waitUntil(ended.finally(limit.end));
  return c.body(readable, 200);
}

async function readAnswer(upstream: Response, { signal }: CallLimit): Promise<string> {
  try {
    return await upstream.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new PhirstError('stream_truncated', 'The provider’s answer broke off before its end.', { cause });
  }
}
