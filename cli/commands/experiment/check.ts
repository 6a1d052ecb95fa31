// phirst experiment check: is the file right, and its policies, before anything runs?
import { Command } from 'commander';
import { readExperiment, readVariant } from '../../experiment-file/read-experiment.ts';
import type { Terminal } from '../../output/terminal.ts';

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .summary('what is wrong with a file, before it is started')
    .description('Checks an experiment and the policies it names. Asks no router.')
    .argument('<file>', 'YAML or JSON; its policies’ files are named relative to it')
    .addHelpText('after', '\nExample:\n  $ phirst experiment check experiment.yaml')
    .action(async (file: string) => {
      const { key, variants, primary, guardrails, analysis } = await readExperiment(file, terminal);
      const read = await Promise.all(variants.map(async ({ name, policy }) => ({ name, policy, document: await readVariant(policy, file, terminal) })));
      const lines = read.map(({ name, policy, document }) => `  ${name}: ${typeof document === 'string' ? policy : `${document.policy.name} (${policy})`}`);
      const isSame = new Set(read.map(({ document }) => JSON.stringify(typeof document === 'string' ? document : document.policy))).size === 1;
      terminal.print(`${key} is right.\n${lines.join('\n')}\nDecided by ${primary}, guarded by ${guardrails.map(({ metric }) => metric).join(', ') || 'nothing'}, for at most ${analysis.maximumDays} days.\n${isSame ? 'All variants are the same policy: an A/A test. It must find nothing.\n' : ''}`);
    });
}
