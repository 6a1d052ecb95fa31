// phirst init: a policy, an experiment, the router's bindings and keys to begin with.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { newKey, newSecret } from '../init/new-key.ts';
import { starterFiles, type StarterFile } from '../init/starter-files.ts';
import { failure } from '../output/command-failure.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { ownPackage } from '../package-root.ts';

const HELP = `
Writes, and never over what is there unless --force is given:

  policy.yaml              where answers come from, commented; editors complete it from its schema
  experiment.yaml          compares two policies
  queries.jsonl            some queries to simulate
  wrangler.bindings.toml   what the router's wrangler.toml binds, and how to make it
  .dev.vars                the router's secrets on this machine, with a new operator's key (shown once)

Examples:
  $ npx phirst init              into this folder
  $ npx phirst init edge/phirst  into another one
  $ npx phirst init --force      anew, with new keys: the old ones are lost`;

export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .summary('write a policy, an experiment, bindings and keys to begin with')
    .description('Writes a policy, an experiment, the router’s bindings and keys into a folder.')
    .argument('[folder]', 'where to', '.')
    .option('--force', 'write over what is there', false)
    .addHelpText('after', HELP)
    .action((folder: string, { force }: { force: boolean }) => init(folder, force, terminal));
}

function init(folder: string, isForced: boolean, terminal: Terminal): void {
  const target = resolve(terminal.folder, folder);
  const operator = newKey('operator', 'operator');
  const files = starterFiles(ownPackage().root, { operator, sessionSecret: newSecret() });
  const written = files.filter(({ name }) => isForced || !existsSync(join(target, name)));
  for (const file of written) write(join(target, file.name), file.content);
  const shown = relative(terminal.folder, target);
  const rows = files.map((file) => [join(shown, file.name), written.includes(file) ? 'written' : 'there already, left as it was', file.what]);
  terminal.print(table(terminal, [{ title: 'file' }, { title: '' }, { title: 'what it is' }], rows));
  if (written.some(({ name }) => name === '.dev.vars')) {
    terminal.print(`\nThe operator's key, shown only now (keep it where you keep secrets; PHIRST_KEY holds it for the command line):\n\n  ${paint(terminal, 'bold', operator.key)}\n`);
  }
  if (!isIgnored(target, terminal.folder)) terminal.print(`\n${paint(terminal, 'yellow', 'Add .dev.vars to your .gitignore:')} it holds secrets.\n`);
  terminal.print(nextSteps(shown, written));
}

function write(path: string, content: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Secrets are the owner's alone to read.
    writeFileSync(path, content, path.endsWith('.dev.vars') ? { mode: 0o600 } : {});
  } catch (error) {
    throw failure(`${path} cannot be written: ${(error as Error).message}. Name a folder you may write to.`);
  }
}

/** A line of a .gitignore from the target up to where the command runs. */
function isIgnored(target: string, top: string): boolean {
  for (let folder = target; ; folder = dirname(folder)) {
    const file = join(folder, '.gitignore');
    if (existsSync(file) && /^\/?\.dev\.vars\*?$/m.test(readFileSync(file, 'utf8'))) return true;
    if (folder === top || folder === dirname(folder)) return false;
  }
}

function nextSteps(shown: string, written: readonly StarterFile[]): string {
  const heading = written.length === 0 ? 'Nothing was written. What to do with what is there:' : 'Next:';
  const [policy, candidate, queries, experiment] = ['policy.yaml', 'candidate.yaml', 'queries.jsonl', 'experiment.yaml'].map((name) => join(shown, name));
  return `
${heading}
  1. npx phirst policy check ${policy}
  2. npx phirst policy explain "Who wrote Faust?" --policy ${policy}
     npx phirst policy simulate ${queries} --policy ${policy}
  3. cp ${policy} ${candidate}, change one thing in it, and see what that does:
     npx phirst policy diff ${policy} ${candidate}
     npx phirst policy simulate ${queries} --policy ${policy} --against ${candidate}
     npx phirst experiment check ${experiment}
  4. Put wrangler.bindings.toml into the router's wrangler.toml, its secrets where .dev.vars says, and deploy the router.
`;
}
