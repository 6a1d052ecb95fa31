// What the device's answer came to → the result the app gets.
import { costMicroUsd } from '../../src/budget/price.ts';
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import { hostedDemand } from '../../src/route/hosted-demand.ts';
import { rankHosted } from '../../src/route/rank-hosted.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { AnswerResult } from './answer-part.ts';
import type { DeviceAnswer } from './device-attempt.ts';
import type { QueryRun } from './query-run.ts';

interface DeviceResultInput {
  readonly run: QueryRun;
  readonly answer: DeviceAnswer;
  readonly reason: Reason;
  readonly isUnsure: boolean;
  readonly blockedBy?: Reason | undefined;
  /** The hosted model's failure that this answer stands in for. */
  readonly failure?: PhirstError | undefined;
}

export function resultOfDevice({ run, answer, reason, isUnsure, blockedBy, failure }: DeviceResultInput): AnswerResult {
  const { text, confidence, promptTokens, cachedPromptTokens, droppedMessages, tokens, firstTextMs, stopReason } = answer;
  return {
    id: run.id,
    text,
    source: 'device',
    model: run.dependencies.device.state(true).model,
    reason,
    finishReason: stopReason,
    ...(confidence && { confidence: confidence.value }),
    isCalibrated: confidence?.isCalibrated ?? false,
    isUnsure,
    ...(isUnsure && blockedBy && { blockedBy }),
    ...(failure && { failure: { code: failure.code, message: failure.message } }),
    ...(droppedMessages > 0 && { droppedMessages }),
    ...(cachedPromptTokens > 0 && { cachedPromptTokens }),
    firstTokenMs: firstTextMs ?? run.elapsedMs(),
    totalMs: run.elapsedMs(),
    usage: {
      inputTokens: promptTokens,
      outputTokens: tokens,
      costMicroUsd: 0,
      allHostedCostMicroUsd: allHostedCost(run, promptTokens, tokens),
    },
    trace: run.trace,
  };
}

/** The router's choice had it been asked at once, for this very number of tokens; nothing where no text may leave. */
function allHostedCost(run: QueryRun, promptTokens: number, tokens: number): number {
  const { policy, description, hostedModels, query } = run;
  if (query.privacy === 'device-only') return 0;
  const demand = hostedDemand({ reason: undefined, description, policy, estimate: run.decided.start?.context.estimate });
  const [choice] = rankHosted({ policy, description, budget: {}, maxTokens: tokens, hostedModels, demand });
  return choice ? costMicroUsd(choice.model, promptTokens, tokens) : 0;
}
