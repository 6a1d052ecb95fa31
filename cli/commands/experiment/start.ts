// phirst experiment start: its policies are stored under their hashes, then it begins.
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import * as v from 'valibot';
import { PolicyHash } from '../../../src/experiment/deployment.ts';
import { ExperimentSchema, type Experiment } from '../../../src/experiment/experiment.ts';
import { lintPolicy } from '../../../src/policy/lint-policy.ts';
import type { StorePolicyAnswer } from '../../../src/wire/admin-api.ts';
import { askRouter } from '../../operator/ask-router.ts';
import { withChange } from '../../operator/change-command.ts';
import { changeDeployment, readDeployment, type ChangeOptions } from '../../operator/change-deployment.ts';
import { failure } from '../../output/command-failure.ts';
import type { Terminal } from '../../output/terminal.ts';
import { readDocument } from '../../policy-file/read-document.ts';
import { BUILT_IN, readPolicyFile } from '../../policy-file/read-policy-file.ts';
import { readTextFile } from '../../policy-file/read-text-file.ts';

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
    });
}

async function readExperiment(file: string, terminal: Terminal): Promise<Experiment> {
  const reading = readDocument(await readTextFile(file, terminal), file);
  if (!reading.ok) throw failure(`${file} cannot be read:\n${reading.problems.join('\n')}`);
  const parsed = v.safeParse(ExperimentSchema, reading.value);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? '';
    return `  ${reading.locate(path)} ${path}: ${issue.message}`;
  });
  throw failure(`${file} is not an experiment:\n${problems.join('\n')}`);
}

/** A hash stays one; a file is read beside the experiment's. */
async function readVariant(named: string, file: string, terminal: Terminal) {
  if (v.safeParse(PolicyHash, named).success) return named;
  const read = await readPolicyFile(named === BUILT_IN ? named : join(dirname(file), named), terminal);
  const errors = lintPolicy(read.policy).filter(({ level }) => level === 'error');
  if (errors.length > 0) throw failure(`${named} has errors: \`phirst policy check\` names them. Nothing was started.`);
  return read;
}
