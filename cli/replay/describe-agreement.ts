// What was read and what was decided again, as a person reads it.
import type { LeftOut } from '../../src/replay/re-execute.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { ReplayReport } from './replay-report.ts';

const STAGES = { start: 'where it starts', accept: 'whether the device’s answer is kept', hosted: 'which hosted models' } as const;

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  device_only: 'of text that stays on the device, of which nothing is told',
  no_record: 'without a record of what they were made from',
  foreign_record: 'written by another version of Phirst',
  no_hash: 'under a policy that the app passed in',
  unknown_policy: 'under policies that aren’t at hand',
  unverified: 'told by callers without a session or a key',
};

export function describeLog({ log }: ReplayReport, terminal: Terminal): string {
  const repeated = log.repeated === 0 ? '' : `; ${log.repeated} repeated ones dropped`;
  const heading = `${log.events} events in ${log.files} ${log.files === 1 ? 'segment' : 'segments'}${repeated}.\n`;
  if (log.faulty === 0) return heading;
  const lines = log.faultyLines.map(({ file, line, problem }) => `  ${line === 0 ? file : `${file}:${line}`} ${problem}\n`);
  const rest = log.faulty > lines.length ? `  … and ${log.faulty - lines.length} more\n` : '';
  const remedy = 'The rest was used. Delete those files and fetch them again with `phirst log download`; what is faulty in the log itself stays out.\n';
  return `${heading}${paint(terminal, 'yellow', `${log.faulty} ${log.faulty === 1 ? 'line' : 'lines'} passed over:`)}\n${lines.join('')}${rest}${remedy}`;
}

export function describeAgreement({ decidedAgain }: ReplayReport, shown: number, terminal: Terminal): string {
  const { made, agreed, byStage, leftOut, deviations } = decidedAgain;
  const isAll = made === agreed;
  const verdict = made === 0 ? 'No decision could be made again.' : isAll ? `All ${made} decisions came out the same, to the byte.` : `${made - agreed} of ${made} decisions came out differently.`;
  const rows = (Object.keys(STAGES) as (keyof typeof STAGES)[]).map((stage) => [STAGES[stage], String(byStage[stage].made), String(byStage[stage].agreed)]);
  const left = Object.entries(leftOut).map(([why, count]) => `Not decided again: ${count} ${LEFT_OUT[why as LeftOut]}.\n`);
  const heading = `${paint(terminal, isAll ? 'bold' : 'red', verdict)}\n`;
  const counts = made === 0 ? '' : table(terminal, [{ title: 'decided again' }, { title: 'decisions', align: 'right' }, { title: 'the same', align: 'right' }], rows);
  return heading + counts + left.join('') + (isAll ? '' : describeDeviations(deviations, { shown, all: made - agreed }, terminal));
}

function describeDeviations(deviations: ReplayReport['decidedAgain']['deviations'], { shown, all }: { readonly shown: number; readonly all: number }, terminal: Terminal): string {
  const rows = deviations.slice(0, shown).map(({ decisionId, observer, stage, policyHash, difference }) => [
    decisionId,
    observer,
    policyHash.slice(0, 8),
    difference.path === '' ? stage : `${stage}.${difference.path}`,
    JSON.stringify(difference.recorded) ?? 'nothing',
    JSON.stringify(difference.replayed) ?? 'nothing',
  ]);
  const rest = all > rows.length ? `… and ${all - rows.length} more${deviations.length > shown ? `: --show ${deviations.length} lists ${deviations.length === all ? 'all' : 'so many of them'}` : ''}.\n` : '';
  return table(terminal, ['decision', 'told by', 'policy', 'first difference', 'recorded', 'decided again'].map((title) => ({ title })), rows) + rest;
}
