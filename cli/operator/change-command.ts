// What every command that changes the deployment has: a router, a reason, --expect, --json, and --yes where it does harm.
import { Command } from 'commander';
import type { DeploymentAnswer, DeploymentChange } from '../../src/wire/admin-api.ts';
import { misuse } from '../output/command-failure.ts';
import { JSON_OPTION } from '../output/print-json.ts';
import type { Terminal } from '../output/terminal.ts';
import { withRouter, type RouterOptions } from './ask-router.ts';
import { changeDeployment, readDeployment, type ChangeOptions } from './change-deployment.ts';

interface ChangeCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  /** As commander writes them, and what they mean: `['<hash>', 'of the policy']`. */
  readonly words?: readonly (readonly [word: string, meaning: string])[];
  /** It can't be taken back: the person says --yes. */
  readonly isFinal?: boolean;
  /** Asked for before the change is made, to say what speaks against it. */
  warn?(terminal: Terminal, options: RouterOptions, words: readonly string[]): Promise<void>;
  /** @param now what is in force, for names that are cut short */
  change(words: readonly string[], now: DeploymentAnswer): DeploymentChange;
}

export const HASH_WORD = 'of a policy; its first 8 digits do where it is in force';

export function changeCommand(terminal: Terminal, { name, summary, example, words = [], isFinal = false, warn, change }: ChangeCommand): Command {
  const command = withChange(new Command(name)).summary(summary).description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`).addHelpText('after', `\nExample:\n  $ ${example}`);
  for (const [word, meaning] of words) command.argument(word, meaning);
  if (isFinal) command.option('--yes', 'it can’t be taken back, and is meant', false);
  return command.action(async () => {
    const options = command.opts<ChangeOptions & { readonly yes?: boolean }>();
    if (isFinal && !options.yes) throw misuse('This can’t be taken back. Add --yes if it is meant.');
    const now = await readDeployment(terminal, options);
    await warn?.(terminal, options, command.args);
    await changeDeployment(terminal, options, change(command.args, now), now.deployment.sequence);
  });
}

export function withChange(command: Command): Command {
  return withRouter(command)
    .requiredOption('--reason <words>', 'why, for whoever reads the log')
    .option('--expect <number>', 'the deployment you looked at: if it is another one by now, nothing is changed', readSequence)
    .option(...JSON_OPTION);
}

/** A share as people type it: `25` or `25%` is a quarter. */
export function readPercent(text: string | undefined): number {
  const value = Number((text ?? '').replace(/\s*%$/, '') || Number.NaN);
  if (!(value > 0 && value <= 100)) throw misuse('The share has to be a number of percent above 0, at most 100.');
  return value / 100;
}

/** A moment as people type it: `2026-12-01`, with a time of day where that matters; `never`. */
export function readMoment(text: string | undefined): number | null {
  if (text === 'never') return null;
  const moment = Date.parse(text ?? '');
  if (Number.isNaN(moment)) throw misuse(`"${text ?? ''}" is no moment: write it like 2026-12-01 or 2026-12-01T18:00Z, or "never".`);
  return moment;
}

function readSequence(text: string): number {
  if (!/^\d+$/.test(text)) throw misuse(`--expect takes the number that \`phirst policy status\` shows, not "${text}".`);
  return Number(text);
}
