import type { DecisionRecord } from '../../../src/replay/decision-input.ts';
import { reasonSentence } from '../traffic/reason-counts.ts';

const ROUTES = { device: 'Begin on this device', hosted: 'Ask a hosted model', none: 'Answer nothing' } as const;
const ACTIONS = { keep: 'Keep the device’s answer', escalate: 'Hand it up', withhold: 'Withhold it' } as const;

export const STAGE_WORDS: Readonly<Record<DecisionRecord['stage'], string>> = {
  start: 'Device or hosted?',
  accept: 'Keep the device’s answer?',
  hosted: 'Which hosted model?',
};

/** `outputWords({ route: 'device', reason: 'device_first', rule: null })` → { what: 'Begin on this device', why: 'device_first', sentence: '…' } */
export function outputWords(output: DecisionRecord['output']): { readonly what: string; readonly why: string; readonly sentence: string } {
  const { reason } = output;
  const why = 'rule' in output && output.rule !== null ? `${reason}: ${output.rule}` : reason;
  return { what: whatOf(output), why, sentence: reasonSentence(reason) };
}

function whatOf(output: DecisionRecord['output']): string {
  if ('route' in output) return ROUTES[output.route];
  if ('action' in output) return ACTIONS[output.action];
  return output.models.length === 0 ? 'None' : output.models.join(', then ');
}
