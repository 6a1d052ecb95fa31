// The command line, `npx phirst`. One file a command in commands/; this one only lists them and says how a failure ends.
import { Command, CommanderError } from 'commander';
import { copyAssetsCommand } from './commands/copy-assets.ts';
import { ownPackage } from './package-root.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

const program = new Command('phirst')
  .description('Answers on the device when it is sure, from a larger hosted model when it is not.')
  .version(ownPackage().version)
  .addCommand(copyAssetsCommand())
  .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 not understood. `phirst <command> --help` tells more of each.')
  .showHelpAfterError('Add --help for what there is.')
  .exitOverride();
for (const command of program.commands) command.copyInheritedSettings(program);

try {
  await program.parseAsync();
} catch (error) {
  // commander has said its own already.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  else {
    process.stderr.write(`phirst: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = FAILED;
  }
}
