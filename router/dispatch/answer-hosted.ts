// A decided query → its response: plans the cascade, runs it, and settles what it cost, however it ends.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Reason } from '../../src/route/reason.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RouterEnv } from '../env.ts';
import type { RequestLog } from '../events/request-log.ts';
import { splitModelId } from '../providers/callable-models.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';
import { traceparentOf } from '../request/traceparent.ts';
import type { AuditCap, Reservation } from '../spend/spend-ledger.ts';
import { annotateAnswer, type AnswerRecord } from './annotate-answer.ts';
import { createAnswerMeter, type Spent } from './answer-meter.ts';
import type { HostedDecision } from './decide-hosted.ts';
import type { CallLimit } from './limit-call.ts';
import { planCascade, type CascadePlan } from './plan-cascade.ts';
import { runAttempt } from './run-attempt.ts';
import { runCascade, type Served } from './run-cascade.ts';
import { streamAnswer } from './stream-answer.ts';

/** A streaming caller that has heard nothing for so long gets its headers: from then on errors travel as events. */
const SILENCE_MS = 2000;

export interface AnswerHostedInput {
  readonly decisionId: string;
  readonly chat: IncomingChat;
  readonly decision: HostedDecision;
  readonly policy: Policy;
  readonly registry: ProviderRegistry;
  readonly limit: CallLimit;
  readonly log: RequestLog;
  /** Milliseconds since the request came in. */
  readonly elapsedMs: () => number;
  readonly services: Pick<Dependencies, 'now' | 'draw' | 'ledgerOf'>;
}

/** Throws a PhirstError for whatever goes wrong before the first byte; later a stream tells it itself. */
export async function answerHosted(c: Context<RouterEnv>, input: AnswerHostedInput): Promise<Response> {
  const { decision, limit, log, elapsedMs } = input;
  c.header('cache-control', 'no-store');
  const startedMs = elapsedMs();
  const isStream = input.chat.request.stream === true;
  const plan = planOf(input);
  if (isHurried(input, plan)) log.hurried();
  const cascade = startCascade(c, input, plan);
  const tell = (served: Served) => {
    const { servedModel, reason } = recordOf(input, served);
    c.header(HEADERS.servedModel, servedModel);
    c.header(HEADERS.reason, reason);
    c.header(HEADERS.attempts, String(log.attempts.length));
    c.header('server-timing', `upstream;dur=${Math.round(elapsedMs() - startedMs)}`);
  };
  const close = (served: Served | undefined, failure: PhirstError | undefined) => {
    if (served) settle(c, input, served.meter.spent(), served.reservation);
    log.finish(failure?.code ?? null);
    limit.end();
  };
  try {
    if (!isStream) {
      const served = await cascade;
      tell(served);
      close(served, undefined);
      if (served.answer.kind !== 'json') throw new PhirstError('internal', 'The answer is no JSON.');
      const body = annotateAnswer(served.answer.answer, recordOf(input, served), served.step.model);
      return c.body(body, 200, { 'content-type': 'application/json' });
    }
    const { readable, served, ended } = await streamAnswer({
      cascade,
      silenceMs: SILENCE_MS - startedMs,
      keepAliveMs: plan.keepAliveMs,
      onLeave: limit.leave,
      signal: limit.signal,
      recordOf: (known) => (known ? recordOf(input, known) : { decisionId: input.decisionId, routedModel: decision.ranked[0]?.model.id, attempts: log.attempts }),
      onEnd: close,
    });
    if (served) tell(served);
    c.executionCtx.waitUntil(ended);
    return c.body(readable, 200, { 'content-type': 'text/event-stream; charset=utf-8' });
  } catch (error) {
    if (log.attempts.length > 0) c.header(HEADERS.attempts, String(log.attempts.length));
    throw error;
  }
}

/** What audits may cost in a day; undefined for a question that somebody waits for. */
function auditOf({ chat, policy }: AnswerHostedInput): AuditCap | undefined {
  if (chat.request.phirst?.purpose !== 'audit') return undefined;
  if (policy.audit) return policy.audit;
  throw new PhirstError('forbidden', `The policy "${policy.name}" has no "audit", so nothing is spent on one.`, { param: 'phirst.purpose' });
}

function planOf(input: AnswerHostedInput): CascadePlan {
  const { policy, decision, chat } = input;
  return planCascade({
    policy,
    ranked: decision.ranked,
    maxInputTokens: maxInputTokensOf(input),
    maxBilledTokens: maxBilledTokensOf(chat),
    isStream: chat.request.stream === true,
  });
}

/** What the caller left until the end is less than what the policy waits for the first text of any of these models. */
function isHurried({ chat, decision }: AnswerHostedInput, { steps }: CascadePlan): boolean {
  return chat.remainingMs !== undefined && (decision.remainingMs ?? 0) < Math.max(...steps.map(({ firstContentMs }) => firstContentMs));
}

function maxInputTokensOf({ decision, chat }: AnswerHostedInput): number {
  return Math.max(decision.description.promptTokens, chat.maxInputTokens);
}

function maxBilledTokensOf({ output, maxPredictedTokens }: IncomingChat): number {
  return output.maxTokens + maxPredictedTokens;
}

function startCascade(c: Context<RouterEnv>, input: AnswerHostedInput, plan: CascadePlan): Promise<Served> {
  const { chat, decision, registry, limit, log, elapsedMs, services } = input;
  const { now, draw } = services;
  const isStream = chat.request.stream === true;
  const maxInputTokens = maxInputTokensOf(input);
  const maxOutputTokens = maxBilledTokensOf(chat);
  const ledger = services.ledgerOf(c.env);
  const audit = auditOf(input);
  const passesUsage = (chat.forwarded['stream_options'] as { include_usage?: unknown } | null | undefined)?.include_usage === true;
  const decidedAtMs = elapsedMs();
  const serveNote = (served: Served) => {
    log.served(served.step.model.id, reasonOf(decision.reason, served));
    return served;
  };
  return runCascade({
    plan,
    signal: limit.signal,
    remainingMs: () => decision.remainingMs && decision.remainingMs - (elapsedMs() - decidedAtMs),
    budgetMicroUsd: decision.costMicroUsd,
    reserve(worstMicroUsd) {
      const reserving = ledger.reserve(c.get('client'), worstMicroUsd, audit);
      // One that comes too late for its caller still has to be given back.
      c.executionCtx.waitUntil(reserving.catch(() => undefined));
      return reserving;
    },
    createMeter: ({ model }) => createAnswerMeter({ price: model, maxInputTokens, maxOutputTokens, isSeen: isStream, now }),
    attempt({ model }, { patienceMs, meter }) {
      const { provider, model: name } = splitModelId(model.id);
      const call = { model: name, body: chat.forwarded, maxTokens: chat.output.maxTokens, traceparent: traceparentOf(c.req.raw.headers) };
      return runAttempt({ provider: registry.get(provider)!, call, isStream, passesUsage, policy: input.policy, signal: limit.signal, patienceMs, chunkMs: plan.chunkMs, meter, now });
    },
    onAttempt: log.attempted,
    onSpent: (spent, reservation) => settle(c, input, spent, reservation),
    now,
    draw,
  }).then(serveNote);
}

/** Kept alive beyond the response: a caller that left is charged for what it caused all the same. */
function settle(c: Context<RouterEnv>, { log }: AnswerHostedInput, spent: Spent, reservation: Reservation): void {
  log.spent(spent);
  c.executionCtx.waitUntil(reservation.settle(spent.costMicroUsd));
}

function recordOf({ decisionId, decision, policy, log }: AnswerHostedInput, served: Served): AnswerRecord {
  return {
    decisionId,
    requestedModel: decision.requestedModel,
    routedModel: decision.ranked[0]!.model.id,
    servedModel: served.step.model.id,
    reason: reasonOf(decision.reason, served),
    policy: policy.name,
    ...(decision.gainState !== undefined && { gainModel: decision.gainState }),
    attempts: log.attempts,
  };
}

function reasonOf(decided: Reason, { isFallback }: Served): Reason {
  return isFallback ? 'fallback' : decided;
}
