// phirst policy diff: what one policy says otherwise than another, in words.
import { Command } from 'commander';
import { describeChange, diffPolicies } from '../../../src/policy/diff-policies.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import type { Terminal } from '../../output/terminal.ts';
import { readPolicyFile } from '../../policy-file/read-policy-file.ts';

const HELP = `
Rules, models and refusals are compared by their names, so that one that was moved is the same one. YAML and JSON of the
same policy don't differ, nor do comments.

Examples:
  $ phirst policy diff policy.yaml new.yaml
  accept.minimumConfidence: 0.8 → 0.7: more answers stay on the device
  $ phirst policy diff built-in policy.yaml      what you changed of the policy every build carries
  $ git show HEAD:policy.yaml | phirst policy diff - policy.yaml`;

export function diffCommand(terminal: Terminal): Command {
  return new Command('diff')
    .summary('what changes between two policies, in words')
    .description('Says what the second policy changes, and what follows from it.')
    .argument('<before>', 'YAML or JSON; - for the standard input; built-in for the one every build carries')
    .argument('<after>', 'the same')
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action(async (before: string, after: string, { json }: { json: boolean }) => {
      const one = await readPolicyFile(before, terminal);
      const other = await readPolicyFile(after, terminal);
      const changes = diffPolicies(one.policy, other.policy);
      if (json) printJson(terminal, { before: one.hash, after: other.hash, changes });
      else terminal.print(changes.length === 0 ? `They are the same policy, ${one.hash}.\n` : `${changes.map(describeChange).join('\n')}\n`);
    });
}
