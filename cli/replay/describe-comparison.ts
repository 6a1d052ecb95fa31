// What another policy would do with the log's queries, as a person reads it.
import type { PolicyEstimate } from '../../src/replay/estimate-policy.ts';
import type { Way } from '../../src/replay/way.ts';
import { ROUTES } from '../../src/replay/compare-routes.ts';
import { duration, money, percent } from '../format/numbers.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { auditProblem, estimateProblem } from './refusals.ts';
import type { PolicyReport } from './replay-report.ts';

type Interval = { readonly value: number; readonly low: number; readonly high: number };
type Shown = 'answered' | 'feedback' | 'agreement' | 'cost' | 'latency';

const ROUTE_WORDS = {
  device: 'kept on the device',
  escalated: 'device first, then handed up',
  hosted: 'hosted at once',
  none: 'unanswered',
  undecided: 'starts on the device, then undecided',
} as const;

const MEASURE_WORDS: Readonly<Record<Shown, string>> = {
  answered: 'answered, not asked again',
  feedback: 'rating',
  agreement: 'says what hosted says',
  cost: 'cost of 1,000 queries',
  latency: 'latency, mean',
};

export function describeRoutes({ file, routes }: PolicyReport, shown: number, terminal: Terminal): string {
  const { queries, leftOut, before, after, gain, changes, changed } = routes;
  if (queries === 0) return 'The log holds no query whose policy is known and of which it tells what it was decided from.\n';
  const rows = ROUTES.filter((route) => before[route] + after[route] > 0).map((route) => [ROUTE_WORDS[route], percent(before[route] / queries), percent(after[route] / queries)]);
  const left = leftOut === 0 ? '' : `${leftOut} queries aren’t among them: of device-only text, or under a policy that isn’t at hand.\n`;
  const undecided = after.undecided === before.undecided ? '' : 'Undecided: they went elsewhere, so nobody knows how sure the device would have been.\n';
  const gainTold = gain.told + gain.untold === 0 ? '' : `Its gain model: of ${gain.told} queries the log holds what it said; of ${gain.untold} it doesn’t, and a log holds no text to ask it about: there published scores tell the gain.\n`;
  const heading = changes === 0 ? 'No query changes its route.\n' : `${paint(terminal, 'bold', `${changes} of ${queries} queries change their route`)}\n`;
  const list = changed.slice(0, shown).map(({ decisionId, task, before: was, after: then }) => [decisionId, task, wordsOf(was), '→', wordsOf(then)]);
  const rest = changes > list.length ? `… and ${changes - list.length} more${changed.length > list.length ? `: --show ${changed.length} lists ${changed.length === changes ? 'all' : 'so many of them'}` : ''}.\n` : '';
  return [
    table(terminal, [{ title: `${queries} queries` }, { title: 'as logged', align: 'right' }, { title: file, align: 'right' }], rows),
    left,
    undecided,
    gainTold,
    heading,
    list.length === 0 ? '' : table(terminal, ['decision', 'about', 'was', '', 'would be'].map((title) => ({ title })), list),
    rest,
  ].join('');
}

export function describeEstimates({ estimates }: PolicyReport, terminal: Terminal): string {
  const heading = `${paint(terminal, 'bold', 'Estimated from units that were dealt among policies')} (95 % intervals)\n`;
  const columns = [{ title: '' }, ...['as logged', 'then', 'change', 'IPS', 'DR', 'counts as'].map((title) => ({ title, align: 'right' as const }))];
  const told = Object.values(estimates).flatMap((each) => {
    if (each.problem !== null) return [];
    const { measure, before, after, difference, effectiveSampleSize } = each;
    const show = (estimate: Interval | null) => (estimate ? interval(estimate, measure) : '');
    const { ips, doublyRobust } = each.estimates;
    // Who rates is another matter under each policy: of those two only the self-normalised mean holds then.
    const ofAll = (estimate: Interval | null) => (estimate && measure !== 'feedback' ? one(estimate.value, measure) : '');
    return [[MEASURE_WORDS[measure], show(before), show(after), change(difference, measure), ofAll(ips), ofAll(doublyRobust), `${Math.round(effectiveSampleSize)} of ${each.queries}`]];
  });
  return heading + (told.length === 0 ? '' : table(terminal, columns, told)) + refusals(Object.values(estimates));
}

/** Measures with the same reason share a line. */
function refusals(estimates: readonly PolicyEstimate[]): string {
  const measuresOf = new Map<string, string[]>();
  for (const each of estimates) {
    if (each.problem === null) continue;
    const reason = estimateProblem(each);
    measuresOf.set(reason, [...(measuresOf.get(reason) ?? []), MEASURE_WORDS[each.measure]]);
  }
  return [...measuresOf].map(([reason, measures]) => `No estimate of ${measures.join('; ')}: ${reason}\n`).join('');
}

export function describeAudited({ audited }: PolicyReport, terminal: Terminal): string {
  const { estimates, answeredByDevice, queries, changedOutside } = audited;
  const heading = `${paint(terminal, 'bold', `Estimated from ${audited.audited} audited queries`)}: device and hosted model both answered\n`;
  if (!estimates) return `${heading}No estimate. ${auditProblem(audited)}\n`;
  const rows = (['agreement', 'cost', 'latency'] as const).map((measure) => {
    const { before, after, difference } = estimates[measure];
    return [MEASURE_WORDS[measure], interval(before, measure), interval(after, measure), change(difference, measure)];
  });
  const outside = changedOutside === 0 ? '' : ` ${changedOutside} queries that change aren’t among them.`;
  return `${heading}${table(terminal, [{ title: '' }, ...['as logged', 'then', 'change'].map((title) => ({ title, align: 'right' as const }))], rows)}They speak for the ${answeredByDevice} of ${queries} queries that the device answered.${outside}\n`;
}

function wordsOf({ route, model }: Way): string {
  return model === null ? ROUTE_WORDS[route] : `${ROUTE_WORDS[route]}, ${model}`;
}

function one(value: number, measure: Shown): string {
  if (measure === 'cost') return value < 0 ? `−${money(-value * 1000)}` : money(value * 1000);
  if (measure === 'latency') return value < 0 ? `−${duration(-value)}` : duration(value);
  return percent(value);
}

function interval({ value, low, high }: Interval, measure: Shown): string {
  return `${one(value, measure)} [${one(low, measure)}, ${one(high, measure)}]`;
}

function change({ value, low, high }: Interval, measure: Shown): string {
  const isShare = measure !== 'cost' && measure !== 'latency';
  const points = (share: number) => (100 * share).toFixed(1).replace('-', '−');
  const sign = value > 0 ? '+' : '';
  return isShare ? `${sign}${points(value)} points [${points(low)}, ${points(high)}]` : `${sign}${interval({ value, low, high }, measure)}`;
}
