// phirst experiment …: what runs, what it shows, and its end.
import { Command } from 'commander';
import type { ExperimentReport, ExperimentSummary } from '../../src/wire/admin-api.ts';
import { askRouter, withRouter, type RouterOptions } from '../operator/ask-router.ts';
import { changeCommand, readPercent } from '../operator/change-command.ts';
import { JSON_OPTION, printJson } from '../output/print-json.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { checkCommand } from './experiment/check.ts';
import { exportCommand } from './experiment/export.ts';
import { planCommand } from './experiment/plan.ts';
import { startCommand } from './experiment/start.ts';

type JsonOptions = RouterOptions & { readonly json: boolean };

export function experimentCommand(terminal: Terminal): Command {
  const make = (command: Parameters<typeof changeCommand>[1]) => changeCommand(terminal, command);
  return new Command('experiment')
    .summary('start experiments, see what they show, and end them')
    .description('Shows a router’s experiments and changes them.')
    .addCommand(checkCommand(terminal))
    .addCommand(planCommand(terminal))
    .addCommand(startCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(statusCommand(terminal))
    .addCommand(exportCommand(terminal))
    .addCommand(make({ name: 'ramp', summary: 'raise the share of units that take part', words: ['<key>', '<percent>'], example: 'phirst experiment ramp lower-bar 50 --reason "no alarms"', change: ([key = '', share]) => ({ kind: 'ramp_experiment', key, coverage: readPercent(share) }) }))
    .addCommand(make({ name: 'pause', summary: 'no ramp and no verdict; nobody is moved', words: ['<key>'], example: 'phirst experiment pause lower-bar --reason "an outage"', change: ([key = '']) => ({ kind: 'pause_experiment', key }) }))
    .addCommand(make({ name: 'resume', summary: 'go on', words: ['<key>'], example: 'phirst experiment resume lower-bar --reason "looked at"', change: ([key = '']) => ({ kind: 'resume_experiment', key }) }))
    .addCommand(make({ name: 'stop', summary: 'end it; everybody goes by the default policy', words: ['<key>'], isFinal: true, example: 'phirst experiment stop lower-bar --yes --reason "no use"', change: ([key = '']) => ({ kind: 'stop_experiment', key }) }))
    .addCommand(make({ name: 'ship', summary: 'end it and make a variant’s policy the default', words: ['<key>', '<variant>'], isFinal: true, example: 'phirst experiment ship lower-bar treatment --yes --reason "it won"', change: ([key = '', ship]) => ({ kind: 'stop_experiment', key, ship }) }));
}

function listCommand(terminal: Terminal): Command {
  return withRouter(new Command('list'))
    .summary('all there ever were, newest first')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ phirst experiment list')
    .action(async (options: JsonOptions) => {
      const all = (await (await askRouter(terminal, options, '/admin/experiments')).json()) as readonly ExperimentSummary[];
      if (options.json) printJson(terminal, all);
      else terminal.print(table(terminal, ['key', 'status', 'verdict'].map((title) => ({ title })), all.map(({ key, status, verdict }) => [key, status, verdict.sentence])));
    });
}

function statusCommand(terminal: Terminal): Command {
  return withRouter(new Command('status'))
    .summary('its verdict, intervals and alarms')
    .argument('<key>')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ phirst experiment status lower-bar')
    .action(async (key: string, options: JsonOptions) => {
      const report = (await (await askRouter(terminal, options, `/admin/experiments/${encodeURIComponent(key)}`)).json()) as ExperimentReport;
      if (options.json) printJson(terminal, report);
      else terminal.print(describeReport(terminal, report));
    });
}

function describeReport(terminal: Terminal, { key, status, fullVerdict, measurements, series, alarms }: ExperimentReport): string {
  const { sentence, guardrails, sampleRatio } = fullVerdict;
  // Oldest first, so the last of each stays.
  const latest = new Map(series.map((point) => [`${point.variant} ${point.metric}`, point]));
  const rows = [...latest.values()].map(({ variant, metric, difference, low, high, units }) => [variant, metric, difference.toPrecision(3), `${low.toPrecision(3)} to ${high.toPrecision(3)}`, String(units)]);
  const intervals = rows.length === 0 ? '' : table(terminal, ['variant', 'metric', 'difference', 'interval', 'units'].map((title) => ({ title })), rows);
  const units = measurements.map(({ variant, exposedUnits }, index) => `${variant} ${exposedUnits} of ${Math.round(sampleRatio.expected[index] ?? 0)} expected`).join(', ');
  const guarded = guardrails.map(({ variant, metric, margin, state }) => `Guardrail ${metric} of ${variant}, margin ${margin}: ${state}\n`).join('');
  return `${key}: ${status}\n${sentence}\nUnits: ${units}\n${intervals}${guarded}${alarms.map(({ at, sentence: said }) => `${new Date(at).toISOString()} ${said}\n`).join('')}`;
}
