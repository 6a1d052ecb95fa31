// phirst log download: the log of events as files, for replay. Whole files are not fetched again.
import { existsSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { Command } from 'commander';
import type { LogAnswer } from '../../src/wire/admin-api.ts';
import { askRouter, withRouter, type RouterOptions } from '../operator/ask-router.ts';
import { savePolicies } from '../operator/save-policies.ts';
import { counted } from '../format/numbers.ts';
import { failure } from '../output/command-failure.ts';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { writeWholeFile } from '../output/write-whole-file.ts';

export function logCommand(terminal: Terminal): Command {
  const download = withRouter(new Command('download'))
    .summary('the log as NDJSON files')
    .description('Downloads the log, with the policies that decided, for phirst replay. Given again, it goes on where it was cut off.')
    .argument('<folder>', 'where to; it is made if need be')
    .addHelpText('after', '\nExample:\n  $ phirst log download events/')
    .action(async (folder: string, options: RouterOptions) => {
      const root = resolve(terminal.folder, folder);
      let cursor: string | null = null;
      let fetched = 0;
      do {
        const query = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`;
        // oxlint-disable-next-line no-await-in-loop -- each page names the next
        const page = (await (await askRouter(terminal, options, `/admin/log${query}`)).json()) as LogAnswer;
        // oxlint-disable-next-line no-await-in-loop -- a page is saved before the next is asked for
        fetched += await savePage(page, root, terminal, options);
        ({ cursor } = page);
      } while (cursor !== null);
      if (!existsSync(root)) {
        terminal.print('The router’s log is empty: nothing was asked yet, or its events are still on their way. Nothing was written.\n');
        return;
      }
      terminal.print(`${counted(fetched, 'new segment')} in ${folder}.\n`);
      const { saved, unknown } = await savePolicies(root, terminal, options);
      terminal.print(`${counted(saved, 'new policy', 'new policies')} in ${join(folder, 'policies')}.\n`);
      for (const hash of unknown.slice(0, 5)) terminal.print(`The router has no policy ${hash}: it is the built-in one, or a client tells of one that never was.\n`);
    });
  return new Command('log')
    .summary('download the log of events')
    .description('Fetches what a router has logged of its events; `phirst policy log` is who changed what.')
    .addHelpText('after', '\nExample:\n  $ phirst log download events/')
    .addCommand(download);
}

async function savePage({ segments }: LogAnswer, root: string, terminal: Terminal, options: RouterOptions): Promise<number> {
  const progress = startProgress(terminal, 'Segments', segments.length);
  let fetched = 0;
  for (const { name, bytes } of segments) {
    const file = resolve(root, name);
    if (!file.startsWith(root + sep)) throw failure(`The router names a segment outside of the folder: ${name}. Nothing of it was written.`);
    // An erasure writes a segment anew, shorter.
    if (!existsSync(file) || statSync(file).size !== bytes) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time: a router isn't to be flooded
      const text = await (await askRouter(terminal, options, `/admin/log/${name.split('/').map(encodeURIComponent).join('/')}`)).text();
      writeWholeFile(file, text);
      fetched += 1;
    }
    progress.advance();
  }
  progress.end();
  return fetched;
}
