// The command line as a function: what was typed and a terminal in, an exit code out. One file a command in commands/.
import { Command, CommanderError, Help, type Option } from 'commander';
import { copyAssetsCommand } from './commands/copy-assets.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { eventsCommand } from './commands/events.ts';
import { experimentCommand } from './commands/experiment.ts';
import { initCommand } from './commands/init.ts';
import { logCommand } from './commands/log.ts';
import { policyCommand } from './commands/policy.ts';
import { replayCommand } from './commands/replay.ts';
import { CommandFailure } from './output/command-failure.ts';
import type { Terminal } from './output/terminal.ts';
import { ownPackage } from './package-root.ts';

export type ExitCode = 0 | 1 | 2;

const HELP = `
Begin:
  $ npx phirst init                  writes a policy, an experiment and the router's settings into this folder
  $ npx phirst policy check          says what is wrong with the policy, and what it may cost at worst
  $ npx phirst policy explain "Who wrote Faust?"

Exit codes: 0 done, 1 failed, 2 not understood. \`phirst <command> --help\` tells more of each.`;

/** All commands, for whoever runs or describes them. */
export function phirstProgram(terminal: Terminal): Command {
  const program = new Command('phirst')
    .description('Answers on the device when it is sure, from a larger hosted model when it is not.')
    .version(ownPackage().version)
    .addCommand(initCommand(terminal))
    .addCommand(copyAssetsCommand(terminal))
    .addCommand(policyCommand(terminal))
    .addCommand(experimentCommand(terminal))
    .addCommand(eventsCommand(terminal))
    .addCommand(logCommand(terminal))
    .addCommand(replayCommand(terminal))
    .addCommand(calibrateCommand(terminal))
    .addHelpText('after', HELP)
    .configureHelp({ optionDescription })
    .showHelpAfterError('Add --help for what there is.')
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.note })
    .exitOverride();
  inheritSettings(program);
  return program;
}

/**
 * @param words what was typed after `phirst`
 * @example await runCli(['policy', 'check', 'policy.yaml'], processTerminal()) // 0
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await phirstProgram(terminal).parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    // commander has said its own already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { message } = error as Error;
    if (message !== '') terminal.note(`phirst: ${message}\n`);
    return error instanceof CommandFailure ? error.exitCode : 1;
  }
}

/** That a switch is off unless it is given needs no words. */
function optionDescription(option: Option): string {
  return option.defaultValue === false ? option.description : Help.prototype.optionDescription.call(new Help(), option);
}

/** commander copies them only to commands it makes itself. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inheritSettings(command);
  }
}
