// phirst experiment start: its policies are stored under their hashes, then it begins.
import { Command } from 'commander';
import type { StorePolicyAnswer } from '../../../src/wire/admin-api.ts';
import { readExperiment, readVariant } from '../../experiment-file/read-experiment.ts';
import { askRouter } from '../../operator/ask-router.ts';
import { withChange } from '../../operator/change-command.ts';
import { changeDeployment, readDeployment, type ChangeOptions } from '../../operator/change-deployment.ts';
import type { Terminal } from '../../output/terminal.ts';

export function startCommand(terminal: Terminal): Command {
  return withChange(new Command('start'))
    .summary('store its policies and begin')
    .description('Reads an experiment, stores the policies it names, and begins.')
    .argument('<file>', 'YAML or JSON; its policies’ files are named relative to it')
    .addHelpText('after', '\nExample:\n  $ phirst experiment start experiment.yaml --reason "is a lower bar as good?"')
    .action(async (file: string, options: ChangeOptions) => {
      const experiment = await readExperiment(file, terminal);
      // All are read before the first is stored, so that a fault in one stores none.
      const read = await Promise.all(experiment.variants.map((variant) => readVariant(variant.policy, file, terminal)));
      const { deployment } = await readDeployment(terminal, options);
      const hashes = await Promise.all(read.map(async (variant) => {
        if (typeof variant === 'string') return variant;
        return ((await (await askRouter(terminal, options, '/admin/policies', { method: 'POST', body: variant.policy })).json()) as StorePolicyAnswer).hash;
      }));
      const variants = experiment.variants.map((variant, index) => ({ ...variant, policy: hashes[index] ?? variant.policy }));
      await changeDeployment(terminal, options, { kind: 'start_experiment', experiment: { ...experiment, variants } }, deployment.sequence);
      if (!options.json) terminal.print(`\nWhat it shows: phirst experiment status ${experiment.key}\n`);
    });
}
