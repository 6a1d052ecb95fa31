// A simulation as a person reads it.
import { duration, money, percent } from '../format/numbers.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { gainModelWords, type GainModelReport } from '../query/read-gain-model.ts';
import { FATES, type SimulatedOutcome } from './simulate-query.ts';
import type { Summary } from './summarise.ts';

type NamedSummary = Summary & { readonly file: string; readonly hash: string; readonly gainModel: GainModelReport };

export interface Simulation {
  readonly policy: NamedSummary;
  readonly against: NamedSummary | undefined;
  /** Undefined with one policy. */
  readonly changed: readonly { readonly id: string | number; readonly text: string; readonly before: SimulatedOutcome; readonly after: SimulatedOutcome }[] | undefined;
}

const LABELS = {
  device: 'kept on the device',
  undecided: 'starts on the device, then undecided',
  'handed up': 'device first, then handed up',
  hosted: 'hosted at once',
  unanswered: 'unanswered',
} as const;

export function describeSimulation({ policy, against, changed }: Simulation, shown: number, terminal: Terminal): string {
  const summaries = against ? [policy, against] : [policy];
  const columns = [{ title: `${policy.queries} queries` }, ...summaries.map(({ file }) => ({ title: file, align: 'right' as const }))];
  const rows = [...FATES.filter((fate) => summaries.some(({ shares }) => shares[fate] > 0)).map((fate) => [LABELS[fate], ...summaries.map(({ shares }) => percent(shares[fate]))]), ...measureRows(summaries)];
  const hints = [undecidedHint(summaries), qualityHint(summaries), ...gainHints(summaries)].filter((hint) => hint !== '');
  return [table(terminal, columns, rows), ...hints, ...(changed ? [describeChanged(changed, policy.queries, shown, terminal)] : [])].join('\n');
}

function measureRows(summaries: readonly NamedSummary[]): readonly (readonly string[])[] {
  return [
    ['expected to be right', ...summaries.map(({ quality }) => percent(quality.mean))],
    ['cost of all', ...summaries.map(({ costMicroUsd }) => money(costMicroUsd))],
    ['  if all were hosted', ...summaries.map(({ allHostedCostMicroUsd }) => money(allHostedCostMicroUsd))],
    ['latency, median', ...summaries.map(({ latencyMs }) => duration(latencyMs.median))],
    ['latency, 9 of 10 within', ...summaries.map(({ latencyMs }) => duration(latencyMs.p90))],
  ];
}

function undecidedHint(summaries: readonly NamedSummary[]): string {
  if (summaries.every(({ shares }) => shares.undecided === 0)) return '';
  return 'Undecided: whether those answers are kept depends on how sure the device is. Record "confidence" in the file to know.\n';
}

function qualityHint(summaries: readonly NamedSummary[]): string {
  const least = Math.min(...summaries.map(({ quality, queries }) => quality.known / queries));
  return least === 1 ? '' : `How right: of ${percent(least)} of the queries something is known; the others aren’t counted in it.\n`;
}

/** Of two policies with the same gain model once. */
function gainHints(summaries: readonly NamedSummary[]): readonly string[] {
  const isOneNamed = summaries.some(({ gainModel }) => gainModel.state !== 'none_named');
  const words = summaries.map(({ file, gainModel }) => {
    const said = gainModelWords(gainModel) || 'It names no gain model: published scores tell the gain.\n';
    return summaries.length === 1 ? said : `Under ${file}: ${said}`;
  });
  return isOneNamed ? words : [];
}

function describeChanged(changed: NonNullable<Simulation['changed']>, queries: number, shown: number, terminal: Terminal): string {
  if (changed.length === 0) return 'No query changes its route.\n';
  const heading = `${paint(terminal, 'bold', `${changed.length} of ${queries} queries change their route`)}\n`;
  const rows = changed.slice(0, shown).map(({ id, text, before, after }) => [String(id), shorten(text), fateOf(before), '→', fateOf(after)]);
  const rest = changed.length > shown ? `… and ${changed.length - shown} more: --show ${changed.length} lists all.\n` : '';
  return heading + (rows.length === 0 ? '' : table(terminal, ['id', 'query', 'now', '', 'then'].map((title) => ({ title })), rows)) + rest;
}

function fateOf({ fate, reason, rule, hostedModel }: SimulatedOutcome): string {
  const why = rule === undefined || reason !== 'rule' ? reason : `rule ${rule}`;
  return `${fate}${hostedModel === undefined ? '' : `, ${hostedModel}`} (${why})`;
}

/** One line of at most 48 characters. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 48 ? line : `${line.slice(0, 47)}…`;
}
