// phirst experiment list: all that ever ran at a router.
import { Command } from 'commander';
import type { ExperimentSummary } from '../../../src/wire/admin-api.ts';
import { askRouter, withRouter, type RouterOptions } from '../../operator/ask-router.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import { table } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';

export function listCommand(terminal: Terminal): Command {
  return withRouter(new Command('list'))
    .summary('all there ever were, newest first')
    .description('Lists all experiments and rollouts there ever were, newest first.')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ phirst experiment list')
    .action(async (options: RouterOptions & { readonly json: boolean }) => {
      const all = (await (await askRouter(terminal, options, '/admin/experiments')).json()) as readonly ExperimentSummary[];
      if (options.json) printJson(terminal, all);
      else if (all.length === 0) terminal.print('No experiment yet: `phirst init` writes a file to begin with, `phirst experiment start` begins it.\n');
      else terminal.print(table(terminal, ['key', 'status', 'verdict'].map((title) => ({ title })), all.map(({ key, status, verdict }) => [key, status, verdict.sentence])));
    });
}
