// phirst experiment check: is the file right, and its policies, before anything runs?
import { Command } from 'commander';
import { describeChange, diffPolicies } from '../../../src/policy/diff-policies.ts';
import { readExperiment, readVariant } from '../../experiment-file/read-experiment.ts';
import type { PolicyFile } from '../../policy-file/read-policy-file.ts';
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
      const lines = read.map(({ name, policy, document }) => `  ${name}: ${typeof document === 'string' ? policy : `${document.policy.name} ${document.hash.slice(0, 12)} (${policy})`}\n`);
      const documents = read.map(({ name, document }) => ({ name, document }));
      terminal.print(`${key} is right.\n${lines.join('')}${describeDifferences(documents)}Decided by ${primary}, guarded by ${guardrails.map(({ metric }) => metric).join(', ') || 'nothing'}, for at most ${analysis.maximumDays} days.\n`);
    });
}

type Variant = { readonly name: string; readonly document: PolicyFile | string };

/** What each says otherwise than the control. A hash's policy is the router's: it isn't asked here. */
function describeDifferences([control, ...others]: readonly Variant[]): string {
  const hashOf = (variant: Variant | undefined) => (typeof variant?.document === 'string' ? variant.document : variant?.document.hash);
  if (others.every((other) => hashOf(other) === hashOf(control))) return 'All variants are the same policy: an A/A test. It must find nothing.\n';
  return others.map((other) => describeDifference(control, other)).join('');
}

function describeDifference(control: Variant | undefined, other: Variant): string {
  if (!control || typeof control.document === 'string' || typeof other.document === 'string') return '';
  const changes = diffPolicies(control.document.policy, other.document.policy).map((change) => `  ${describeChange(change)}\n`);
  return `${other.name} against ${control.name}:\n${changes.join('') || '  the same\n'}`;
}
