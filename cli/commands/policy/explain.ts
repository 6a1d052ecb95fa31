// phirst policy explain: one query's whole reasoning, without asking any model.
import { Command } from 'commander';
import { estimateGain } from '../../../src/gain/estimate-gain.ts';
import { describeQuery } from '../../../src/query/describe-query.ts';
import type { Message } from '../../../src/query/query.ts';
import { readCalibration } from '../../calibration/read-calibration.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import { misuse } from '../../output/command-failure.ts';
import type { Terminal } from '../../output/terminal.ts';
import { POLICY_OPTION, policyAtHand, readPolicyFile } from '../../policy-file/read-policy-file.ts';
import { readTextFile } from '../../policy-file/read-text-file.ts';
import { describeExplanation } from '../../query/describe-explanation.ts';
import { explainQuery } from '../../query/explain-query.ts';
import { GAIN_MODEL_OPTION, gainModelsAtHand, gainModelWords } from '../../query/read-gain-model.ts';
import { addQueryOptions, routeContext, type QueryOptions } from '../../query/query-options.ts';

interface ExplainOptions extends QueryOptions {
  readonly policy?: string;
  readonly system?: string;
  readonly context?: readonly string[];
  readonly calibration?: string;
  readonly gainModel?: string;
  readonly json: boolean;
}

const HELP = `
Nothing is asked and nothing leaves this machine: the decision is made from the text alone, as on a device.

Examples:
  $ phirst policy explain "Who was the third mayor of Kyritz?"
  $ phirst policy explain "Prove that √2 is irrational." --policy policy.yaml --battery 0.1
  $ phirst policy explain "Summarise this." --context report.txt --total-ms 4000 --decode-rate 12
  $ cat question.txt | phirst policy explain --privacy device-only --json`;

export function explainCommand(terminal: Terminal): Command {
  const command = new Command('explain')
    .summary('one query’s whole reasoning')
    .description('Shows how one query would be routed and why: what is known of it, each rule, the expected gain with its sources, budgets, hosted models.')
    .argument('[query]', 'the question; the standard input if not given')
    .option(...POLICY_OPTION)
    .option('--system <text>', 'a system message before it')
    .option('--calibration <file>', 'what was fitted for the device that would answer: shows what a promise comes to')
    .option(...GAIN_MODEL_OPTION)
    .option('--context <file>', 'a document the answer is drawn from; may be given again', (file: string, files: readonly string[] | undefined) => [...(files ?? []), file]);
  return addQueryOptions(command)
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action(async (query: string | undefined, options: ExplainOptions) => explain(query, options, terminal));
}

async function explain(query: string | undefined, options: ExplainOptions, terminal: Terminal): Promise<void> {
  if (query === undefined && !terminal.hasInput) throw misuse('There is no query. Give it in quotes: phirst policy explain "Who wrote Faust?"');
  const content = (query ?? (await terminal.readInput())).trim();
  if (content === '') throw misuse('The query is empty. Give it in quotes: phirst policy explain "Who wrote Faust?"');
  const { file, policy, hash } = await readPolicyFile(options.policy ?? policyAtHand(terminal), terminal);
  const messages: Message[] = [...(options.system === undefined ? [] : [{ role: 'system' as const, content: options.system }]), { role: 'user', content }];
  const context = await Promise.all((options.context ?? []).map((path) => readTextFile(path, terminal)));
  const calibration = options.calibration === undefined ? undefined : await readCalibration(options.calibration, terminal);
  const description = describeQuery({ messages, context });
  const plain = routeContext(policy, description, options);
  const deviceModel = plain.device.model;
  const { report, model } = gainModelsAtHand([policy], { path: options.gainModel, deviceModel }, terminal)[0]!;
  const estimate = estimateGain(model, { policy, messages, description, deviceModel });
  const explanation = explainQuery({ ...plain, estimate }, calibration);
  if (options.json) printJson(terminal, { file, policy: policy.name, hash, gainModel: report, ...explanation });
  else terminal.print(`${describeExplanation(explanation, terminal)}\n${gainModelWords(report)}Under ${file}: ${policy.name} ${hash.slice(0, 12)}\n`);
}
