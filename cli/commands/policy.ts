// phirst policy …: one file a command in policy/.
import { Command } from 'commander';
import type { Terminal } from '../output/terminal.ts';
import { checkCommand } from './policy/check.ts';
import { diffCommand } from './policy/diff.ts';
import { explainCommand } from './policy/explain.ts';
import { operateCommands } from './policy/operate.ts';
import { simulateCommand } from './policy/simulate.ts';

const HELP = `
A policy is a YAML or JSON file that says where answers come from. It is named by a hash of what it says, and never
changes under that name.

  $ phirst policy check policy.yaml     is it right, what may one query cost, what is it called
  $ phirst policy diff old.yaml new.yaml  what changes, in words
  $ phirst policy explain "Who wrote Faust?"   why one query goes where it goes
  $ phirst policy simulate queries.jsonl        where many would go, how good, how dear, how fast
  $ phirst policy deploy policy.yaml --share 5 --reason "…"   in force for 5 % of the units`;

export function policyCommand(terminal: Terminal): Command {
  const policy = new Command('policy')
    .summary('check a policy, see what it does, and put it in force')
    .description('Checks a routing policy and shows what it does.')
    .addHelpText('after', HELP)
    .addCommand(checkCommand(terminal))
    .addCommand(explainCommand(terminal))
    .addCommand(simulateCommand(terminal))
    .addCommand(diffCommand(terminal));
  for (const command of operateCommands(terminal)) policy.addCommand(command);
  return policy;
}
