// phirst experiment status: the verdict and what it stands on.
import { Command } from 'commander';
import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { askRouter, withRouter, type RouterOptions } from '../../operator/ask-router.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import { table } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';

export function statusCommand(terminal: Terminal): Command {
  return withRouter(new Command('status'))
    .alias('verdict')
    .summary('its verdict, intervals and alarms')
    .description('Says what an experiment shows by now: its verdict, the differences to the control with intervals that hold at every look, units, guardrails and alarms.')
    .argument('<key>', 'the experiment’s, as its file says')
    .option(...JSON_OPTION)
    .addHelpText('after', '\ndocs/experiments.md says what each verdict means.\n\nExample:\n  $ phirst experiment status lower-bar')
    .action(async (key: string, options: RouterOptions & { readonly json: boolean }) => {
      const report = (await (await askRouter(terminal, options, `/admin/experiments/${encodeURIComponent(key)}`)).json()) as ExperimentReport;
      if (options.json) printJson(terminal, report);
      else terminal.print(describeReport(terminal, report));
    });
}

function describeReport(terminal: Terminal, report: ExperimentReport): string {
  const { key, status, endedAt, coverage, fullVerdict } = report;
  const since = endedAt === null ? `, ${Number((100 * coverage).toFixed(1))} % of all units take part` : ` on ${new Date(endedAt).toISOString()}. What it showed by then:`;
  return `${key}: ${status}${since}\n${fullVerdict.sentence}\n${describeUnits(report)}${describeIntervals(terminal, report)}${describeGuardrails(report)}${describeAlarms(report)}`;
}

function describeUnits({ measurements, fullVerdict: { sampleRatio } }: ExperimentReport): string {
  if (measurements.every(({ exposedUnits }) => exposedUnits === 0)) return 'Units: none was seen yet. They count once their clients tell events (createPhirst({ events: true })), and are measured a window later.\n';
  return `Units: ${measurements.map(({ variant, exposedUnits }, index) => `${variant} ${exposedUnits} of ${Math.round(sampleRatio.expected[index] ?? 0)} expected`).join(', ')}\n`;
}

function describeIntervals(terminal: Terminal, { series }: ExperimentReport): string {
  // Oldest first, so the last of each stays.
  const latest = new Map(series.map((point) => [`${point.variant} ${point.metric}`, point]));
  const rows = [...latest.values()].map(({ variant, metric, difference, low, high, units }) => [variant, metric, difference.toPrecision(3), `${low.toPrecision(3)} to ${high.toPrecision(3)}`, String(units)]);
  return rows.length === 0 ? '' : table(terminal, ['variant', 'metric', 'difference', 'interval', 'units'].map((title) => ({ title })), rows);
}

const STATES: Readonly<Record<string, string>> = { unknown: 'not known yet', holds: 'surely holds', breached: 'surely breached' };

function describeGuardrails({ fullVerdict: { guardrails } }: ExperimentReport): string {
  return guardrails.map(({ variant, metric, margin, state }) => `Guardrail ${metric} of ${variant}, margin ${margin}: ${STATES[state] ?? state}\n`).join('');
}

function describeAlarms({ alarms }: ExperimentReport): string {
  return alarms.map(({ at, sentence }) => `${new Date(at).toISOString()} ${sentence}\n`).join('');
}
