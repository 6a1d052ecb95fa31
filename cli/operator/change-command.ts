// What every command that changes the deployment has: a router, a reason, --json, and --yes where it does harm.
import { Command } from 'commander';
import type { DeploymentAnswer, DeploymentChange } from '../../src/wire/admin-api.ts';
import { misuse } from '../output/command-failure.ts';
import { JSON_OPTION } from '../output/print-json.ts';
import type { Terminal } from '../output/terminal.ts';
import { withRouter } from './ask-router.ts';
import { changeDeployment, readDeployment, type ChangeOptions } from './change-deployment.ts';

interface ChangeCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  /** As commander writes them: `<hash>`, `[hash]`. */
  readonly words?: readonly string[];
  /** It can't be taken back: the person says --yes. */
  readonly isFinal?: boolean;
  /** @param now what is in force, for names that are cut short */
  change(words: readonly string[], now: DeploymentAnswer): DeploymentChange;
}

export function changeCommand(terminal: Terminal, { name, summary, example, words = [], isFinal = false, change }: ChangeCommand): Command {
  const command = withChange(new Command(name)).summary(summary).description(`${summary}.`).addHelpText('after', `\nExample:\n  $ ${example}`);
  for (const word of words) command.argument(word);
  if (isFinal) command.option('--yes', 'it cannot be taken back, and is meant', false);
  return command.action(async () => {
    const options = command.opts<ChangeOptions & { readonly yes?: boolean }>();
    if (isFinal && !options.yes) throw misuse(`This can't be taken back. Add --yes if it is meant.`);
    const now = await readDeployment(terminal, options);
    await changeDeployment(terminal, options, change(command.args, now), now.deployment.sequence);
  });
}

export function withChange(command: Command): Command {
  return withRouter(command).requiredOption('--reason <words>', 'why, for whoever reads the log').option(...JSON_OPTION);
}

/** A share as people type it: `25` or `25%` is a quarter. */
export function readPercent(text: string | undefined): number {
  const value = Number((text ?? '').replace(/\s*%$/, '') || Number.NaN);
  if (!(value > 0 && value <= 100)) throw misuse('The share has to be a number of percent above 0, at most 100.');
  return value / 100;
}
