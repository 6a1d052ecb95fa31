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
  device_answered: ({ tokens, confidence }) => ({
    title: 'This device has answered',
    sentence: `${formatDetail(tokens)} tokens.${sureness(confidence)}`,
    where: 'device',
  }),
  accepted: ({ action, reason, requiredConfidence }) => ({
    title: action === 'keep' ? 'Keep the device’s answer' : action === 'withhold' ? 'Withhold the answer' : 'Hand up',
    sentence: `${reasonSentence(reason)} ${typeof requiredConfidence === 'number' ? `Asked for: ${formatPercent(requiredConfidence)}.` : ''}`,
    where: undefined,
  }),
  hosted_retry: ({ code, delayMs }) => ({
    title: 'The router is asked again',
    sentence: `It could not answer (${formatDetail(code)}); another try after ${formatDetail(delayMs)} ms.`,
    where: 'hosted',
  }),
  hosted_opened: ({ servedModel, reason }) => ({
    title: 'The router chose a model',
    sentence: `${formatDetail(servedModel)}. ${reasonSentence(reason)}`,
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
  device_failed: fault('The model on this device failed'),
  failed: fault('Ended without an answer'),
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

function sureness(confidence: unknown): string {
  return typeof confidence === 'number' ? ` ${formatPercent(confidence)} sure.` : '';
}
