// phirst policy check: is the policy right, and what is it called?
import { Command } from 'commander';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import type { Terminal } from '../../output/terminal.ts';
import { readPolicyFile } from '../../policy-file/read-policy-file.ts';

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .summary('what is wrong with it, what it is called')
    .description('Reads a policy, says what is wrong with it by line and column, and prints its name: the SHA-256 of its canonical form.')
    .argument('[file]', 'YAML or JSON; - for the standard input; built-in for the one every build carries', 'policy.yaml')
    .option(...JSON_OPTION)
    .action(async (file: string, { json }: { json: boolean }) => {
      const { policy, hash } = await readPolicyFile(file, terminal);
      if (json) printJson(terminal, { name: policy.name, hash });
      else terminal.print(`${policy.name}  ${hash}\n`);
    });
}
