// A fit in words: what it rests on, how good it is, and what may be promised.
import type { Quality } from '../../src/calibration/fit-calibration.ts';
import type { DeferralPromise } from '../../src/deferral/resolve-promise.ts';
import { percent } from '../format/numbers.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { CalibrateReport, LabelCounts, Outcome, PromiseReport } from './calibrate-report.ts';
import { promiseWords, refusalWords } from './promise-words.ts';
import { riskCoverageChart } from './risk-coverage.ts';

export function describeCalibration(report: CalibrateReport, terminal: Terminal): string {
  const parts = [describeLabels, describeFit, describeQuality, describeCurve, describePromises, describeFile];
  return parts.map((part) => part(report, terminal)).filter((text) => text !== '').join('\n');
}

const title = (terminal: Terminal, text: string) => `${paint(terminal, 'bold', text)}\n`;

function lengthWords({ all, short, long, untold }: CalibrateReport['labels']): string {
  if (untold === all) return 'none tells its answer’s length ("tokens"): one fit stands for short and long ones';
  return `${short} short answers, ${long} of more than 32 tokens${untold > 0 ? `, ${untold} of a length that isn’t told, taken for short ones` : ''}`;
}

function describeLabels({ lines, labels, kind, before, applied, ...counts }: CalibrateReport, terminal: Terminal): string {
  const known = { signals: 'signals', score: 'a score', mean_log_prob: 'a log-probability' }[kind];
  const parts = [`${title(terminal, `${labels.all} labelled answers, each with ${known}`)}  ${lines} lines; ${lengthWords(labels)}.\n`];
  if (before) parts.push(olderWords(labels));
  parts.push(describePassedOver('', counts, terminal));
  // Without a fit they are the only ones.
  if (before && applied) parts.push(describePassedOver('of --apply: ', applied, terminal));
  return parts.join('');
}

function olderWords({ all, older }: CalibrateReport['labels']): string {
  if (older === 0) return '';
  if (older === all) return '  An older Phirst recorded them, which told less of an answer.\n';
  return `  ${older} of them were recorded by an older Phirst, which told less of an answer: what they lack is weighed in none. --newest-only leaves them out, to weigh all signals.\n`;
}

function describePassedOver(of: string, { ofOthers, ofOlder, faulty, faults }: Omit<LabelCounts, 'lines'>, terminal: Terminal): string {
  const parts: string[] = [];
  if (ofOthers > 0) parts.push(`  ${of}${ofOthers} of another model, dtype or kind of device left out.\n`);
  if (ofOlder > 0) parts.push(`  ${of}${ofOlder} recorded by an older Phirst left out.\n`);
  if (faulty > 0) {
    parts.push(paint(terminal, 'yellow', `  ${of}${faulty} ${faulty === 1 ? 'line' : 'lines'} passed over:\n`));
    for (const { file, line, field, problem, remedy } of faults) parts.push(`    ${file}:${line} ${field} ${problem}: ${remedy}.\n`);
    if (faulty > faults.length) parts.push(`    … and ${faulty - faults.length} more.\n`);
  }
  return parts.join('');
}

function describeFit({ fitted, before }: CalibrateReport, terminal: Terminal): string {
  if (!before) return '';
  const none = 'uncalibrated: fewer than 50 labels in a half, or fewer than 5 right or wrong ones';
  const watch = fitted.watch ? `handed up midway once the risk has lasted ${fitted.watch.patience} tokens, ${fitted.watch.shift} nats weaker than at the end` : 'not fitted: that takes traces';
  return `${title(terminal, 'Fitted on one half')}  short  ${fitted.short ?? none}\n  long   ${fitted.long ?? none}\n  watch  ${watch}\n`;
}

function describeQuality({ before, after, applied }: CalibrateReport, terminal: Terminal): string {
  const rows: [string, Quality][] = [];
  if (before) rows.push(['before', before]);
  if (after) rows.push(['after, each half judged by the other', after]);
  if (applied) rows.push([`on ${applied.files.join(', ')}`, applied.quality]);
  const columns = [{ title: '  confidence' }, ...['labels', 'right', 'AUROC', 'calibration error', 'Brier', 'AURC'].map((name) => ({ title: name, align: 'right' as const }))];
  const digits = (value: number) => (Number.isNaN(value) ? 'unknown' : value.toFixed(4));
  return title(terminal, 'How good it is') + table(terminal, columns, rows.map(([name, quality]) => [`  ${name}`, String(quality.labels), percent(quality.accuracy), digits(quality.auroc), digits(quality.calibrationError), digits(quality.brier), digits(quality.riskCoverage)]));
}

function describeCurve({ riskCoverage }: CalibrateReport, terminal: Terminal): string {
  return riskCoverage.length === 0 ? '' : title(terminal, 'Risk and coverage, on labels it was not fitted on') + riskCoverageChart(riskCoverage);
}

function describePromises({ promises, labels, tellOfHosted }: CalibrateReport, terminal: Terminal): string {
  const promised = Math.round(labels.promises);
  const worth = labels.half !== null && labels.half > promised ? `${labels.half} of unequal weight, worth ${promised}` : `${promised}`;
  const hasApplied = promises.some(({ applied }) => applied !== null);
  const columns = [{ title: '  promise' }, { title: 'kept above', align: 'right' as const }, { title: 'kept', align: 'right' as const }, { title: 'measured', align: 'right' as const }, { title: 'margin', align: 'right' as const }];
  if (hasApplied) columns.push({ title: 'kept there', align: 'right' }, { title: 'measured there', align: 'right' });
  const rows = promises.map((each) => {
    const row = [`  ${promiseWords(each.promise)}`, ...thresholdCells(each)];
    return hasApplied ? [...row, each.applied ? percent(each.applied.kept) : '', each.applied ? measured(each.promise, each.applied) : ''] : row;
  });
  return `${title(terminal, `Promises, on the other half (${worth} labels)`)}${table(terminal, columns, rows)}${describeHostedLabels(promises, tellOfHosted, labels.all)}${describeRefusals(promises)}`;
}

/** How much "worse than hosted" rests on. */
function describeHostedLabels(promises: readonly PromiseReport[], tellOfHosted: number, all: number): string {
  if (tellOfHosted === all || !promises.some(({ promise }) => 'worseThanHosted' in promise)) return '';
  if (tellOfHosted === 0) return '  No label says whether the hosted answer was right (hosted_correct), so worse than hosted is the same as wrong.\n';
  return `  ${tellOfHosted} of ${all} labels say whether the hosted answer was right (hosted_correct); where one doesn’t, it counts as right.\n`;
}

/** What stands in the way of all is said once. */
function describeRefusals(promises: readonly PromiseReport[]): string {
  const refused = promises.filter((each) => each.refused !== undefined);
  const reasons = new Set(refused.map(refusalWords));
  if (promises.length > 1 && refused.length === promises.length && reasons.size === 1) return `  All of them: ${[...reasons][0]}\n`;
  return refused.map((each) => `  ${promiseWords(each.promise)}: ${refusalWords(each)}\n`).join('');
}

function thresholdCells({ promise, keepAbove, onLabels, margin }: PromiseReport): string[] {
  if (keepAbove === null || !onLabels) return ['refused', '', '', ''];
  return [keepAbove.toFixed(4), percent(onLabels.kept), measured(promise, onLabels), margin === null ? '' : `${(100 * margin).toFixed(2)} points`];
}

function measured(promise: DeferralPromise, { kept, wrongKept, worseThanHosted, wrongAmongKept }: Outcome): string {
  if ('wrongKept' in promise) return `${percent(wrongKept)} wrong`;
  if ('worseThanHosted' in promise) return worseThanHosted === null ? `${percent(wrongKept)} wrong` : `${percent(worseThanHosted)} worse`;
  if ('wrongAmongKept' in promise) return `${percent(wrongAmongKept ?? undefined)} wrong`;
  return `${percent(1 - kept)} handed up`;
}

function describeFile({ file, id }: CalibrateReport): string {
  if (file === null) return '';
  return `Wrote ${file} (${(id ?? '').slice(0, 12)}).\nGive it to the SDK, createPhirst({ calibration }), or place it as calibration.json in the model’s folder, and promise in the policy, as in accept: { promise: { wrongKept: 0.05 } }.\n`;
}
