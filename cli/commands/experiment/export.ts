// phirst experiment export: who met which variant when, for other tools.
import { Command, Option } from 'commander';
import { askRouter, withRouter, type RouterOptions } from '../../operator/ask-router.ts';
import type { Terminal } from '../../output/terminal.ts';

export function exportCommand(terminal: Terminal): Command {
  return withRouter(new Command('export'))
    .summary('every unit’s first exposure, as NDJSON or CSV')
    .description('Prints every unit’s first exposure in the columns that GrowthBook’s exposure queries name.')
    .argument('<key>', 'the experiment’s, as its file says')
    .addOption(new Option('--format <format>', 'how').choices(['ndjson', 'csv']).default('ndjson'))
    .addHelpText('after', '\nExample:\n  $ phirst experiment export lower-bar --format csv > exposures.csv')
    .action(async (key: string, options: RouterOptions & { readonly format: string }) => {
      const { body } = await askRouter(terminal, options, `/admin/experiments/${encodeURIComponent(key)}/export?format=${options.format}`);
      // A piece at a time: a large one needn't fit.
      for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) terminal.print(text);
    });
}
