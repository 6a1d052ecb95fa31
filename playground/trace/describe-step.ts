// A step of the trace in a person's words.
import { explainReason, REASONS, type Reason } from '../../src/route/reason.ts';
import type { Source, TraceStep } from '../../client-sdk/session/answer-part.ts';
import { formatCost } from '../format/format-cost.ts';
import { formatPercent } from '../format/format-percent.ts';
import { formatDetail } from './format-detail.ts';

export interface StepInWords {
  readonly title: string;
  readonly sentence: string;
  /** Where it happened; undefined for decisions, which happen nowhere. */
  readonly where: Source | 'fault' | undefined;
}

type Detail = TraceStep['detail'];

const STEPS: Readonly<Record<string, (detail: Detail) => StepInWords>> = {
  described: ({ task, languageTier }) => ({
    title: 'Read the question',
    sentence: `Taken for ${formatDetail(task)}, language ${formatDetail(languageTier)}.`,
    where: undefined,
  }),
  trimmed: ({ droppedMessages, promptTokens, rule }) => ({
    title: `Left out the oldest ${formatDetail(droppedMessages)} messages`,
    sentence: `By the rule ${formatDetail(rule)}; the device reads the remaining ${formatDetail(promptTokens)} tokens.`,
    where: undefined,
  }),
  safety: ({ on, rule, action, blockedBy }) => ({
    title: action === 'refuse' ? 'Refused by a safety rule' : 'Handed up by a safety rule',
    sentence: `Rule ${formatDetail(rule)}, looking at the ${on === 'input' ? 'question' : 'answer'}. ${reasonSentence(blockedBy)}`.trim(),
    where: action === 'refuse' ? 'fault' : undefined,
  }),
  safety_check_failed: ({ on, why }) => ({
    title: 'The app’s safety check failed',
    sentence: `Looking at the ${on === 'input' ? 'question' : 'answer'}: ${formatDetail(why)}`,
    where: 'fault',
  }),
  started: ({ route, reason, rule }) => ({
    title: route === 'device' ? 'Begin on this device' : route === 'hosted' ? 'Begin with a hosted model' : 'No way to answer',
    sentence: `${reasonSentence(reason)}${rule === undefined ? '' : ` Rule ${formatDetail(rule)}.`}`,
    where: undefined,
  }),
  watched: ({ reason, tokens, confidence }) => ({
    title: `Hand up after ${formatDetail(tokens)} tokens`,
    sentence: `${reasonSentence(reason)}${sureness(confidence)}`,
    where: undefined,
  }),
  device_answered: ({ tokens, confidence, cachedPromptTokens, weights }) => ({
    title: 'This device has answered',
    sentence: `${formatDetail(tokens)} tokens.${sureness(confidence)}${stillKnown(cachedPromptTokens)}${weights === 'unverified' ? ' Its weights were held against no hash.' : ''}`,
    where: 'device',
  }),
  promised: ({ keepBelow, refused, labelsNeeded }) => ({
    title: typeof keepBelow === 'number' ? 'The policy’s promise can be kept' : 'The policy’s promise can’t be carried',
    sentence:
      typeof keepBelow === 'number'
        ? `With the labels of this model: answers above ${formatPercent(Math.max(0, 1 - keepBelow))} stay.`
        : refused === 'labels'
          ? `Too few labels of this model: it takes ${formatDetail(labelsNeeded)}.`
          : refused === 'risk'
            ? 'Even the surest answers of this model are wrong more often.'
            : refused === 'price'
              ? 'What a hosted answer costs isn’t known.'
              : 'No labels of this model on this kind of device were fitted.',
    where: undefined,
  }),
  checked_itself: ({ isRight }) => ({
    title: 'The model was asked whether it is right',
    sentence: isRight === true ? 'It said yes.' : isRight === false ? 'It said no.' : 'It said neither yes nor no.',
    where: 'device',
  }),
  accepted: ({ action, reason, requiredConfidence }) => ({
    title: action === 'keep' ? 'Keep the device’s answer' : action === 'withhold' ? 'Withhold the answer' : 'Hand up',
    sentence: `${reasonSentence(reason)} ${typeof requiredConfidence === 'number' ? `Asked for: ${formatPercent(requiredConfidence)}.` : ''}`,
    where: undefined,
  }),
  hosted_opened: ({ routedModel, servedModel, reason, attempts }) => ({
    title: isOther(routedModel, servedModel) ? 'Another hosted model answers' : 'The router chose a model',
    sentence: [
      isOther(routedModel, servedModel) ? `${formatDetail(routedModel)} failed; ${formatDetail(servedModel)} took its place.` : `${formatDetail(servedModel ?? routedModel)}.`,
      typeof attempts === 'number' && attempts > 1 ? `${attempts} calls to hosted models.` : '',
      reasonSentence(reason),
    ]
      .filter((part) => part !== '')
      .join(' '),
    where: 'hosted',
  }),
  hosted_decided: ({ decisionId }) => ({
    title: 'The router took the question',
    sentence: `Its decision ${formatDetail(decisionId)}, for its log and yours.`,
    where: 'hosted',
  }),
  hosted_retry: ({ code, delayMs }) => ({
    title: 'The router is asked again',
    sentence: `It could not answer (${formatDetail(code)}); another try after ${formatDetail(delayMs)} ms.`,
    where: 'hosted',
  }),
  hosted_first_text: ({ servedModel }) => ({
    title: 'First hosted words',
    sentence: `From ${formatDetail(servedModel)}.`,
    where: 'hosted',
  }),
  hosted_answered: ({ outputTokens, costMicroUsd }) => ({
    title: 'The hosted model has answered',
    sentence: `${formatDetail(outputTokens)} tokens, ${typeof costMicroUsd === 'number' ? formatCost(costMicroUsd) : 'cost unknown'}.`,
    where: 'hosted',
  }),
  hand_up_failed: fault('Handing up failed'),
  hosted_failed: fault('The hosted model failed'),
  device_failed: ({ code, message, device }) => ({
    title: 'The model on this device failed',
    sentence: `${formatDetail(message ?? code)}${DEVICE_AFTERWARDS[String(device)] ?? ''}`,
    where: 'fault',
  }),
  failed: fault('Ended without an answer'),
};

const DEVICE_AFTERWARDS: Readonly<Record<string, string>> = {
  reloading: ' It is being started again.',
  failed: ' Hosted models answer for the rest of this session.',
};

/** Steps this page doesn't know are shown by their own name and figures. */
export function describeStep({ step, detail }: TraceStep): StepInWords {
  const describe = STEPS[step];
  if (describe) return describe(detail);
  const figures = Object.entries(detail).map(([name, value]) => `${name} ${formatDetail(value)}`);
  return { title: step.replaceAll('_', ' '), sentence: figures.join(', '), where: undefined };
}

function fault(title: string): (detail: Detail) => StepInWords {
  return ({ code, message }) => ({ title, sentence: formatDetail(message ?? code), where: 'fault' });
}

function reasonSentence(reason: unknown): string {
  return typeof reason === 'string' && reason in REASONS ? explainReason(reason as Reason) : '';
}

/** Both are known, and differ: the first choice failed at the edge. */
function isOther(routedModel: unknown, servedModel: unknown): boolean {
  return typeof routedModel === 'string' && typeof servedModel === 'string' && routedModel !== servedModel;
}

/** The prompt as far as the turn before had left it in the model's memory. */
function stillKnown(cachedPromptTokens: unknown): string {
  return typeof cachedPromptTokens === 'number' && cachedPromptTokens > 0
    ? ` ${cachedPromptTokens} tokens of the prompt were still known from the turn before.`
    : '';
}

function sureness(confidence: unknown): string {
  return typeof confidence === 'number' ? ` ${formatPercent(confidence)} sure.` : '';
}
