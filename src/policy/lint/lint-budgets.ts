// Budgets and patience that no model can keep.
import type { Policy } from '../policy.ts';
import { HOSTED_DEFAULTS } from '../default-limits.ts';
import { error, warning, type PolicyFinding } from './finding.ts';
import { worstCase } from './worst-case.ts';

export function lintBudgets(policy: Policy): readonly PolicyFinding[] {
  return policy.hosted.models.length === 0 ? lintTimes(policy) : [...lintCost(policy), ...lintModelTimes(policy), ...lintTimes(policy)];
}

function lintCost(policy: Policy): readonly PolicyFinding[] {
  const { costMicroUsd } = policy.budget;
  if (costMicroUsd === undefined) {
    return [warning('budget.costMicroUsd', 'Nothing limits what one query may cost where the app names no budget.', 'Set it: 20000 is 2 cents.')];
  }
  const { models } = worstCase(policy);
  const tooDear = models.filter(({ answerCostMicroUsd }) => answerCostMicroUsd > costMicroUsd);
  if (tooDear.length === 0) return [];
  const cheapest = Math.ceil(Math.min(...models.map(({ answerCostMicroUsd }) => answerCostMicroUsd)));
  const limit = policy.hosted.maximumOutputTokens;
  if (tooDear.length === models.length) {
    return [
      error(
        'budget.costMicroUsd',
        `No hosted model is ever asked: an answer of hosted.maximumOutputTokens (${limit}) costs ${cheapest} micro-USD at the cheapest one, and the budget is ${costMicroUsd}.`,
        `Raise the budget above ${cheapest}, or lower hosted.maximumOutputTokens.`,
      ),
    ];
  }
  return tooDear.map(({ id, answerCostMicroUsd }) =>
    warning(
      `hosted.models.${policy.hosted.models.findIndex((model) => model.id === id)}`,
      `${id} is asked only where the app gives more money or a shorter answer: one of ${limit} tokens costs ${Math.ceil(answerCostMicroUsd)} micro-USD, and the budget is ${costMicroUsd}.`,
      `Raise budget.costMicroUsd above ${Math.ceil(answerCostMicroUsd)}, lower hosted.maximumOutputTokens, or take the model out.`,
    ),
  );
}

function lintModelTimes({ budget, hosted }: Policy): readonly PolicyFinding[] {
  const fastest = Math.min(...hosted.models.map(({ firstTokenMs }) => firstTokenMs));
  const findings: PolicyFinding[] = [];
  for (const name of ['firstTokenMs', 'totalMs'] as const) {
    const limit = budget[name];
    if (limit === undefined || limit >= fastest) continue;
    findings.push(error(`budget.${name}`, `No hosted model keeps it: the fastest usually takes ${fastest} ms to its first token, and the budget is ${limit} ms.`, `Raise it above ${fastest}, or list a faster model.`));
  }
  const patience = hosted.timeout?.firstChunkMs ?? HOSTED_DEFAULTS.firstChunkMs;
  for (const [index, model] of hosted.models.entries()) {
    if (model.firstTokenMs <= patience) continue;
    findings.push(error(`hosted.models.${index}.firstTokenMs`, `${model.id} is left as stalled before it usually speaks: it takes ${model.firstTokenMs} ms, and hosted.timeout.firstChunkMs is ${patience} ms.`, 'Raise hosted.timeout.firstChunkMs, or take the model out.'));
  }
  return findings;
}

function lintTimes({ budget, device }: Policy): readonly PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const { firstTokenMs, totalMs } = budget;
  if (firstTokenMs !== undefined && totalMs !== undefined && firstTokenMs > totalMs) {
    findings.push(error('budget.firstTokenMs', `The first token may come later (${firstTokenMs} ms) than the last (totalMs is ${totalMs} ms).`, 'Lower firstTokenMs or raise totalMs.'));
  }
  if (device.maximumOutputTokens >= device.maximumContextTokens) {
    findings.push(warning('device.maximumOutputTokens', `The longest answer (${device.maximumOutputTokens} tokens) leaves no room for a prompt in device.maximumContextTokens (${device.maximumContextTokens}), which holds both.`, 'Lower it, or raise device.maximumContextTokens.'));
  }
  return findings;
}
