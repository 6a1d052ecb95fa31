// What a leg of the run came to → the result the app gets.
import { costMicroUsd } from '../../src/budget/price.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { AnswerResult } from './answer-part.ts';
import type { DeviceOutcome } from './device-leg.ts';
import type { HostedOutcome } from './hosted-leg.ts';
import type { QueryRun } from './query-run.ts';

interface DeviceResultInput {
  readonly run: QueryRun;
  readonly outcome: DeviceOutcome;
  readonly reason: Reason;
  readonly isUnsure: boolean;
}

export function resultOfDevice({ run, outcome, reason, isUnsure }: DeviceResultInput): AnswerResult {
  const { text, confidence, generation, firstTextMs } = outcome;
  // What it would have cost: the largest configured model, this very number of tokens.
  const price = run.hostedModels.at(-1);
  return {
    id: run.id,
    text,
    source: 'device',
    model: run.dependencies.device.state(true).model,
    reason,
    ...(confidence && { confidence: confidence.value }),
    isCalibrated: confidence?.isCalibrated ?? false,
    isUnsure,
    firstTokenMs: firstTextMs ?? run.elapsedMs(),
    totalMs: run.elapsedMs(),
    usage: {
      inputTokens: generation.promptTokens,
      outputTokens: generation.outputTokens,
      costMicroUsd: 0,
      allHostedCostMicroUsd: price ? costMicroUsd(price, generation.promptTokens, generation.outputTokens) : 0,
    },
    trace: run.trace,
  };
}

interface HostedResultInput {
  readonly run: QueryRun;
  readonly outcome: HostedOutcome;
  readonly reason: Reason;
  /** When its first text arrived. */
  readonly firstTokenMs: number;
}

export function resultOfHosted({ run, outcome, reason, firstTokenMs }: HostedResultInput): AnswerResult {
  const { model, text, inputTokens, outputTokens, costMicroUsd: cost, isComplete } = outcome;
  return {
    id: run.id,
    text,
    source: 'hosted',
    model,
    reason,
    isCalibrated: false,
    isUnsure: !isComplete,
    firstTokenMs,
    totalMs: run.elapsedMs(),
    usage: { inputTokens, outputTokens, costMicroUsd: cost, allHostedCostMicroUsd: cost },
    trace: run.trace,
  };
}
