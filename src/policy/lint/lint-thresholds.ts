// Thresholds that contradict each other, or never come into play.
import type { Policy } from '../policy.ts';
import { error, warning, type PolicyFinding } from './finding.ts';

export function lintThresholds(policy: Policy): readonly PolicyFinding[] {
  return [...lintAccept(policy), ...lintStart(policy), ...lintWatch(policy)];
}

function lintAccept({ watch, accept, device, worth }: Policy): readonly PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const askedFor = [
    ['accept.minimumConfidence', accept.minimumConfidence],
    ['accept.longAnswers.minimumConfidence', accept.longAnswers?.minimumConfidence],
  ] as const;
  for (const [path, minimum] of askedFor) {
    if (minimum === undefined || watch.escalateBelow <= minimum) continue;
    findings.push(error('watch.escalateBelow', `An answer is given up midway below ${watch.escalateBelow} that would be kept at its end from ${minimum} on (${path}).`, `Lower it to at most ${minimum}.`));
  }
  if (accept.longAnswers && accept.longAnswers.fromTokens > device.maximumOutputTokens) {
    findings.push(warning('accept.longAnswers.fromTokens', `No answer of the device has ${accept.longAnswers.fromTokens} tokens: device.maximumOutputTokens is ${device.maximumOutputTokens}.`, 'Lower it, or take longAnswers out.'));
  }
  if (accept.promise && accept.byWorth) {
    findings.push(error('accept.byWorth', 'accept.promise decides what is kept, so worth is never looked at.', 'Take one of the two out.'));
  }
  if (accept.byWorth && !worth) findings.push(error('accept.byWorth', 'Nothing says what an answer is worth.', 'Add worth, or take byWorth out.'));
  for (const [subject, confidence] of Object.entries(accept.sensitive ?? {})) {
    if (confidence === undefined || confidence >= accept.minimumConfidence) continue;
    findings.push(warning(`accept.sensitive.${subject}`, `${confidence} asks for nothing: a subject only ever raises what accept.minimumConfidence (${accept.minimumConfidence}) asks for.`, `Raise it above ${accept.minimumConfidence}, or take it out.`));
  }
  return findings;
}

function lintStart({ start }: Policy): readonly PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  if (start.minimumGain === 0) {
    findings.push(warning('start.minimumGain', 'At 0 a hosted model answers even where it is expected to be no better.', 'Set the least gain worth a hosted answer, such as 0.05.'));
  }
  if (start.lowBattery && start.lowBattery.minimumGain > start.minimumGain) {
    findings.push(warning('start.lowBattery.minimumGain', `On a low battery the device is used more: ${start.lowBattery.minimumGain} is above start.minimumGain (${start.minimumGain}).`, `Lower it to at most ${start.minimumGain}.`));
  }
  return findings;
}

function lintWatch({ watch, device }: Policy): readonly PolicyFinding[] {
  if (watch.minimumTokens <= device.maximumOutputTokens) return [];
  return [warning('watch.minimumTokens', `Nothing is ever watched: no answer of the device has ${watch.minimumTokens} tokens (device.maximumOutputTokens is ${device.maximumOutputTokens}).`, `Lower it below ${device.maximumOutputTokens}.`)];
}
