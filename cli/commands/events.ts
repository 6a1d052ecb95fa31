// phirst events erase: forgets a unit in books and log.
import { Command } from 'commander';
import type { EraseAnswer } from '../../src/wire/admin-api.ts';
import { askRouter, withRouter, type RouterOptions } from '../operator/ask-router.ts';
import { counted } from '../format/numbers.ts';
import { misuse } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';

export function eventsCommand(terminal: Terminal): Command {
  const erase = withRouter(new Command('erase'))
    .summary('forget a unit')
    .description('Forgets a unit in all books and the whole log. What is still in the queue arrives afterwards: repeat it later.')
    .requiredOption('--unit <id>', 'as the log and exports name it: page:…, key:…, or what your backend calls it')
    .option('--yes', 'it can’t be taken back, and is meant', false)
    .addHelpText('after', '\nExample:\n  $ phirst events erase --unit page:5f2c… --yes')
    .action(async ({ unit, yes, ...options }: RouterOptions & { readonly unit: string; readonly yes: boolean }) => {
      if (!yes) throw misuse('This can’t be taken back. Add --yes if it is meant.');
      let cursor: string | null = null;
      let rows = 0;
      let segments = 0;
      do {
        const query = new URLSearchParams({ unit, ...(cursor === null ? {} : { cursor }) });
        // oxlint-disable-next-line no-await-in-loop -- a long log is looked through a part at a time, each from where the last one ended
        const answer = (await (await askRouter(terminal, options, `/admin/events?${query}`, { method: 'DELETE' })).json()) as EraseAnswer;
        rows += answer.erasedRows;
        segments += answer.rewrittenSegments;
        ({ cursor } = answer);
      } while (cursor !== null);
      terminal.print(rows + segments === 0 ? `Nothing is known of the unit ${unit}. It is spelt as the log and exports name it.\n` : `Forgotten: ${counted(rows, 'row')} of the books; ${counted(segments, 'segment')} of the log written anew.\n`);
    });
  return new Command('events')
    .summary('forget a unit')
    .description('Looks after what is kept of events.')
    .addHelpText('after', '\nExample:\n  $ phirst events erase --unit page:5f2c… --yes')
    .addCommand(erase);
}
