// phirst experiment …: one file a command in experiment/; those that only change what is in force are here.
import { Command } from 'commander';
import { changeCommand, readPercent } from '../operator/change-command.ts';
import type { Terminal } from '../output/terminal.ts';
import { checkCommand } from './experiment/check.ts';
import { exportCommand } from './experiment/export.ts';
import { listCommand } from './experiment/list.ts';
import { planCommand } from './experiment/plan.ts';
import { startCommand } from './experiment/start.ts';
import { statusCommand } from './experiment/status.ts';
import { warnBeforeShipping } from './experiment/warn-before-shipping.ts';

const HELP = `
An experiment gives two policies to two halves of the units that take part, and says at any moment which is better. First
compare a policy with itself: it must find nothing.

  $ phirst experiment plan --share 0.9 --effect 0.02    how many units it needs
  $ phirst experiment check experiment.yaml             is the file right, and what differs between its policies
  $ phirst experiment start experiment.yaml --reason "are people as content?"
  $ phirst experiment status lower-bar                  the verdict, in words
  $ phirst experiment ship lower-bar candidate --yes --reason "it won"`;

const KEY = ['<key>', 'the experiment’s, as its file says'] as const;

export function experimentCommand(terminal: Terminal): Command {
  const make = (command: Parameters<typeof changeCommand>[1]) => changeCommand(terminal, command);
  return new Command('experiment')
    .summary('start experiments, see what they show, and end them')
    .description('Checks and plans experiments, shows a router’s and changes them.')
    .addHelpText('after', HELP)
    .addCommand(checkCommand(terminal))
    .addCommand(planCommand(terminal))
    .addCommand(startCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(statusCommand(terminal))
    .addCommand(exportCommand(terminal))
    .addCommand(make({ name: 'ramp', summary: 'raise the share of units that take part', words: [KEY, ['<percent>', 'of all units; it may only rise']], example: 'phirst experiment ramp lower-bar 50 --reason "no alarms"', change: ([key = '', share]) => ({ kind: 'ramp_experiment', key, coverage: readPercent(share) }) }))
    .addCommand(make({ name: 'pause', summary: 'no ramp and no verdict until it is resumed; nobody is moved', words: [KEY], example: 'phirst experiment pause lower-bar --reason "an outage"', change: ([key = '']) => ({ kind: 'pause_experiment', key }) }))
    .addCommand(make({ name: 'resume', summary: 'go on with one that was paused', words: [KEY], example: 'phirst experiment resume lower-bar --reason "looked at"', change: ([key = '']) => ({ kind: 'resume_experiment', key }) }))
    .addCommand(make({ name: 'stop', summary: 'end it; everybody goes by the default policy', words: [KEY], isFinal: true, example: 'phirst experiment stop lower-bar --yes --reason "no use"', change: ([key = '']) => ({ kind: 'stop_experiment', key }) }))
    .addCommand(make({ name: 'ship', summary: 'end it and make a variant’s policy the default', words: [KEY, ['<variant>', 'its name']], isFinal: true, example: 'phirst experiment ship lower-bar candidate --yes --reason "it won"', warn: warnBeforeShipping, change: ([key = '', ship]) => ({ kind: 'stop_experiment', key, ship }) }));
}
