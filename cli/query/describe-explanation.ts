// An explanation as a person reads it, in the order in which the decision is made.
import type { PublishedScore } from '../../src/catalog/published-score.ts';
import { promiseWords, refusalWords } from '../calibration/promise-words.ts';
import { explainReason } from '../../src/route/reason.ts';
import { duration, money, percent } from '../format/numbers.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Explanation } from './explain-query.ts';

export function describeExplanation(explanation: Explanation, terminal: Terminal): string {
  const parts = [describeDecision, describeQueryFacts, describeRules, describeGain, describeTimes, describeHosted, describeAfterwards];
  return parts.map((part) => part(explanation, terminal)).join('\n');
}

const title = (terminal: Terminal, text: string) => `${paint(terminal, 'bold', text)}\n`;

function describeDecision({ decision, because }: Explanation, terminal: Terminal): string {
  const where = { device: 'It starts on the device', hosted: 'It goes to a hosted model', none: 'Nobody can answer it' }[decision.route];
  const rule = decision.rule === undefined ? '' : ` (${decision.rule})`;
  const blocked = decision.escalationBlockedBy;
  const handUp = decision.route !== 'device' ? '' : blocked ? `No hosted model may take over: ${explainReason(blocked)}\n` : 'A hosted model may take over.\n';
  return `${title(terminal, `${where}: ${decision.reason}${rule}`)}${because}\n${handUp}`;
}

function describeQueryFacts({ description }: Explanation, terminal: Terminal): string {
  const rows = Object.entries(description).map(([name, value]) => [`  ${name}`, typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value)]);
  return title(terminal, 'What is known of the query') + table(terminal, [{ title: '  fact' }, { title: 'value' }], rows);
}

function describeRules({ rules, areRulesAsked }: Explanation, terminal: Terminal): string {
  const first = rules.find(({ applies }) => applies);
  const heading = title(terminal, areRulesAsked ? 'Rules, in order' : 'Rules, in order (not asked: what was decided above goes before them)');
  const lines = rules.map((rule) => {
    if (!rule.applies) return `  ${rule.name}: no, ${rule.whyNot.join(', ')}`;
    return rule === first ? `  ${rule.name}: ${paint(terminal, 'bold', 'yes')}, starts ${rule.route === 'device' ? 'on the device' : 'at a hosted model'}` : `  ${rule.name}: yes, but an earlier one decides`;
  });
  return `${heading}${lines.length === 0 ? '  none\n' : `${lines.join('\n')}\n`}`;
}

function describeGain({ gain }: Explanation, terminal: Terminal): string {
  const verdict = gain.expected === undefined ? 'unknown, so the device tries' : `${points(gain.expected)}; ${points(gain.asked)} would skip the device`;
  const { model } = gain;
  if (model !== undefined) {
    return [
      title(terminal, 'How good it would be, by the policy’s gain model').trimEnd(),
      `  device  ${percent(model.deviceRight)}`,
      `  hosted  ${percent(model.hostedRight)}`,
      `  gain    ${verdict}`,
      `  words   ${percent(model.familiarity)} of them known from training: ${model.isFamiliar ? 'a familiar question' : 'unfamiliar, so this is the prior of its task'}`,
      '',
    ].join('\n');
  }
  return [
    title(terminal, 'How good it would be').trimEnd(),
    `  device  ${percent(gain.device)}${sources(gain.deviceScores)}`,
    `  hosted  ${percent(gain.hosted)}${gain.hosted === undefined ? '' : sources(gain.hostedScores) || ' (the policy’s own estimate)'}`,
    `  gain    ${verdict}`,
    '',
  ].join('\n');
}

const points = (gain: number) => `${gain >= 0 ? '+' : '−'}${(Math.abs(gain) * 100).toFixed(1)} points`;
const sources = (scores: readonly PublishedScore[]) => (scores.length === 0 ? '' : ` (${scores.map(({ benchmark, score, source, protocol }) => `${benchmark} ${percent(score)}, ${protocol}: ${source}`).join('; ')})`);

function describeTimes({ decision: { forecast }, budget, times }: Explanation, terminal: Terminal): string {
  const columns = [{ title: '  ' }, { title: 'first token', align: 'right' }, { title: 'whole answer', align: 'right' }, { title: 'cost', align: 'right' }] as const;
  const limit = (value: number | undefined) => (value === undefined ? 'no limit' : duration(value));
  const rows = [
    ['  device, 9 times of 10', duration(forecast.deviceFirstTokenMs), duration(forecast.deviceTotalMs), '$0'],
    ['  hosted, usually', duration(forecast.hostedFirstTokenMs), duration(forecast.hostedTotalMs), money(forecast.hostedCostMicroUsd)],
    ['  hosted, nearly always', duration(forecast.hostedOnTimeFirstTokenMs), duration(forecast.hostedOnTimeMs), ''],
    ['  budget', limit(budget.firstTokenMs), limit(budget.totalMs), budget.costMicroUsd === undefined ? 'no limit' : money(budget.costMicroUsd)],
  ];
  return title(terminal, 'Time and money') + table(terminal, columns, rows) + describeHandUp(times);
}

function describeHandUp(times: Explanation['times']): string {
  if (!times) return '';
  const { latestHandUpMs, hedge } = times;
  const latest = latestHandUpMs < 0 ? '  No hosted model is sure to make it, whenever it is asked.\n' : `  Handing up helps until ${duration(latestHandUpMs)} after the question.\n`;
  if (!hedge) return latest;
  return `${latest}  Asking ${hedge.model} as well after ${duration(hedge.afterMs)} of silence would ${hedge.isWorthIt ? '' : 'not '}be worth its price (the edge asks one at a time).\n`;
}

function describeHosted({ hosted, tooDear, hostedDemand }: Explanation, terminal: Terminal): string {
  const isWeighed = hosted.some(({ worthMicroUsd }) => worthMicroUsd !== undefined);
  const wanted = isWeighed ? `worth most, ${hostedDemand === 'strongest' ? 'every right answer counts' : 'good enough is enough'}` : hostedDemand === 'strongest' ? 'the strongest that fits' : 'the smallest that is good enough';
  const columns = [{ title: '  model' }, { title: 'quality', align: 'right' }, { title: 'whole answer', align: 'right' }, { title: 'nearly always by', align: 'right' }, { title: 'cost', align: 'right' }, { title: 'worth, net', align: 'right' }, { title: '' }] as const;
  const rows = hosted.map(({ model, expectedQuality, expectedTotalMs, onTimeTotalMs, expectedCostMicroUsd, worthMicroUsd, fitsTime }) => [`  ${model.id}`, percent(expectedQuality), duration(expectedTotalMs), duration(onTimeTotalMs), money(expectedCostMicroUsd), worthMicroUsd === undefined ? '' : money(worthMicroUsd), fitsTime ? '' : 'not sure to be in time']);
  const beyond = tooDear.map((id) => `  ${id}: too dear, its longest answer is beyond the money budget\n`).join('');
  return `${title(terminal, `Hosted models that would be asked, in this order (${wanted})`)}${rows.length === 0 ? '  none\n' : table(terminal, columns, rows)}${beyond}`;
}

function describeAfterwards({ watch, requiredConfidence, promise }: Explanation, terminal: Terminal): string {
  const long = requiredConfidence.long === undefined || requiredConfidence.long === requiredConfidence.short ? '' : ` (${requiredConfidence.long} if the answer is long)`;
  const midway = `  midway  handed up below a confidence of ${watch.escalateBelow}, from token ${watch.minimumTokens} on\n`;
  const atEnd = promise ? `  at end  ${promiseWords(promise.of)}: ${promiseCase(promise)}\n` : `  at end  kept from a confidence of ${requiredConfidence.short}${long} on\n`;
  return `${title(terminal, 'If the device answers')}${midway}${atEnd}`;
}

function promiseCase({ keepBelow, refused, labelsNeeded, calibration }: NonNullable<Explanation['promise']>): string {
  if (keepBelow !== undefined) return `kept above a confidence of ${Math.max(0, 1 - keepBelow).toFixed(4)}`;
  if (calibration === null) return 'the calibration of the device that answers decides from which confidence on (--calibration shows it)';
  return `refused, ${refusalWords({ refused, labelsNeeded })}`;
}
