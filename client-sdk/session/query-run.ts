// What one query's run carries along: its decision inputs, its clock, its stream, its trace.
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import { remainingBudget, withDefaultBudget } from '../../src/budget/deadline.ts';
import { costMicroUsd } from '../../src/budget/price.ts';
import type { DescribeInput } from '../../src/query/describe-query.ts';
import type { GainModel } from '../../src/gain/gain-model.ts';
import type { QueryDescription } from '../../src/query/query-description.ts';
import type { Budget, Query } from '../../src/query/query.ts';
import type { DeviceSession } from '../device/device-session.ts';
import type { EdgeClient } from '../edge/edge-client.ts';
import { configuredModels } from '../edge/configured-models.ts';
import { clearToLeave, type OutgoingQuery } from '../edge/outgoing-query.ts';
import type { PolicyInForce } from '../edge/policy-source.ts';
import type { Result } from '../../src/result.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { AnswerSignals } from '../../src/confidence/answer-signals.ts';
import type { AcceptDecision, AcceptInput } from '../../src/route/accept-answer.ts';
import type { RouteContext } from '../../src/route/route-context.ts';
import type { StartDecision } from '../../src/route/start-route.ts';
import type { Safety } from '../safety/create-safety.ts';
import { deviceConversation, type DeviceConversation } from './device-conversation.ts';
import type { TraceStep } from './answer-part.ts';
import type { AnswerStream } from './answer-stream.ts';

export interface RunDependencies {
  readonly device: DeviceSession;
  readonly edge: EdgeClient;
  readonly redact: ((text: string) => string) | undefined;
  /** Monotonic clock in milliseconds. */
  readonly now: () => number;
  readonly isOnline: () => boolean;
  /** src/query/describe-query.ts, which comes in a chunk of its own. */
  readonly describe: (input: DescribeInput) => QueryDescription;
}

/** What was decided so far, with what it was decided from: whoever records it makes a record of it. */
export interface DecisionsMade {
  start?: { readonly context: RouteContext; readonly decision: StartDecision };
  accept?: { readonly input: AcceptInput; readonly decision: AcceptDecision; readonly text: string; readonly signals: AnswerSignals | undefined; readonly score: number | undefined };
}

export interface QueryRun {
  readonly id: string;
  readonly query: Query;
  readonly description: QueryDescription;
  /** The policy, where it comes from, and which variant it is. */
  readonly inForce: PolicyInForce;
  readonly policy: Policy;
  readonly decided: DecisionsMade;
  /** now() when ask() was called. */
  readonly startedAt: number;
  readonly hostedModels: readonly HostedModel[];
  /** Why the router was never reached, while that is so. */
  readonly routerFailure: PhirstError | undefined;
  readonly budget: Budget;
  /** What the device gets to read; a hosted model gets the whole. */
  readonly onDevice: DeviceConversation;
  readonly dependencies: RunDependencies;
  /** Looks at the question and the device's answer; undefined where nothing does. */
  readonly safety: Safety | undefined;
  /** The one the policy names, where it is here. */
  readonly gainModel: GainModel | undefined;
  readonly stream: AnswerStream;
  /** Aborted by the app, or by the deadline with a `deadline_exceeded` PhirstError as its reason. */
  readonly signal: AbortSignal;
  readonly trace: TraceStep[];
  elapsedMs(): number;
  /** What is left of the budgets now. */
  remaining(): Budget;
  /** Of a hosted model's answer, in micro-USD; 0 where its price isn't known. */
  costOf(modelId: string, inputTokens: number, outputTokens: number): number;
  /** The query as it may leave the device, or why it may not. */
  clear(): Result<OutgoingQuery, Reason>;
  note(step: string, detail: Readonly<Record<string, unknown>>): void;
}

export interface StartRunInput {
  readonly id: string;
  readonly query: Query;
  readonly inForce: PolicyInForce;
  /** The router's own policy, where the app uses another. */
  readonly routerPolicy: Policy;
  readonly dependencies: RunDependencies;
  readonly safety: Safety | undefined;
  readonly gainModel: GainModel | undefined;
  readonly stream: AnswerStream;
  readonly signal: AbortSignal;
  /** now() when ask() was called. */
  readonly startedAt: number;
}

export function createQueryRun(input: StartRunInput): QueryRun {
  const { query, inForce, dependencies, startedAt } = input;
  const trace: TraceStep[] = [];
  const elapsedMs = () => dependencies.now() - startedAt;
  const budget = withDefaultBudget(query.budget, inForce.policy.budget);
  const description = dependencies.describe(query);
  const { policy } = inForce;
  const { device, describe } = dependencies;
  const onDevice = deviceConversation({ query, description, policy, model: device.state(true).model, describe });
  const run: QueryRun = {
    ...input,
    description,
    policy,
    decided: {},
    onDevice,
    hostedModels: configuredModels(inForce),
    routerFailure: inForce.failure,
    budget,
    trace,
    elapsedMs,
    remaining: () => remainingBudget(budget, elapsedMs()),
    costOf(modelId, inputTokens, outputTokens) {
      // An own policy may not list what the router's chose.
      const price = [...policy.hosted.models, ...input.routerPolicy.hosted.models].find((model) => model.id === modelId);
      return price ? costMicroUsd(price, inputTokens, outputTokens) : 0;
    },
    clear: () => clearToLeave(query, dependencies.redact),
    note: (step, detail) => trace.push({ atMs: elapsedMs(), step, detail }),
  };
  run.note('in_force', { policy: policy.name, hash: inForce.hash, sequence: inForce.deployment?.sequence, ...inForce.assignment });
  run.note('described', { ...description });
  if (onDevice.droppedMessages > 0) {
    run.note('trimmed', { rule: policy.device.contextTrimming, droppedMessages: onDevice.droppedMessages, promptTokens: onDevice.promptTokens });
  }
  return run;
}
