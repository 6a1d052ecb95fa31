// phirst policy check: is the policy right, what is it called, and what may one query cost at worst?
import { Command } from 'commander';
import type { Calibration } from '../../../src/calibration/calibration.ts';
import { resolvePromise } from '../../../src/deferral/resolve-promise.ts';
import { error, warning } from '../../../src/policy/lint/finding.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { promiseWords, refusalWords } from '../../calibration/promise-words.ts';
import { readCalibration } from '../../calibration/read-calibration.ts';
import { lintPolicy, type PolicyFinding } from '../../../src/policy/lint-policy.ts';
import { worstCase, type WorstCase } from '../../../src/policy/lint/worst-case.ts';
import { duration, money } from '../../format/numbers.ts';
import { CommandFailure } from '../../output/command-failure.ts';
import { paint } from '../../output/paint.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import { table } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import { readPolicyFile, type PolicyFile } from '../../policy-file/read-policy-file.ts';

interface CheckOptions {
  readonly json: boolean;
  readonly strict: boolean;
  readonly calibration?: string;
}

const HELP = `
An error is something the policy says and can't do: a rule that never decides, a budget no model keeps. A warning may be
meant so. Both come with their place and a remedy.

The name is the SHA-256 of the policy's canonical form, the same for YAML and JSON whatever the order of the fields: it is
what the router, the deployment and every event call it.

Examples:
  $ phirst policy check                      policy.yaml in this folder
  $ phirst policy check --strict new.json    warnings fail, too: for CI
  $ phirst policy check --json | jq -r .hash

Exit codes: 0 nothing wrong, 1 errors (or warnings with --strict), 2 not understood.`;

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .summary('what is wrong with it, what it costs at worst, what it is called')
    .description('Reads a policy and says what is wrong with it by line and column, what one query may cost and take at worst, and its name.')
    .argument('[file]', 'YAML or JSON; - for the standard input; built-in for the one every build carries', 'policy.yaml')
    .option('--strict', 'fail on warnings, too', false)
    .option('--calibration <file>', 'what was fitted for the device’s model: can it carry what the policy promises?')
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action(async (file: string, options: CheckOptions) => check(await readPolicyFile(file, terminal), { ...options, carried: await readIfNamed(options.calibration, terminal) }, terminal));
}

function readIfNamed(file: string | undefined, terminal: Terminal): Promise<Calibration | undefined> {
  return file === undefined ? Promise.resolve(undefined) : readCalibration(file, terminal);
}

function check({ policy, hash, locate }: PolicyFile, { json, strict, carried }: CheckOptions & { readonly carried: Calibration | undefined }, terminal: Terminal): void {
  const findings = [...lintPolicy(policy), ...judgePromise(policy, carried)];
  const bound = worstCase(policy);
  const located = findings.map((finding) => ({ ...finding, at: locate(finding.path) }));
  if (json) printJson(terminal, { name: policy.name, hash, findings: located, worstCase: bound });
  else {
    for (const finding of located) terminal.print(describeFinding(finding, terminal));
    terminal.print(describeBound(bound, terminal));
    terminal.print(`\n${verdict(findings)}\n${policy.name}  ${paint(terminal, 'bold', hash)}\n`);
  }
  if (findings.some(({ level }) => level === 'error' || strict)) throw new CommandFailure('', 1);
}

/** A promise that can't be carried does something else than it says: it hands everything up, or nothing by itself. */
function judgePromise({ accept: { promise }, hosted }: Policy, calibration: Calibration | undefined): readonly PolicyFinding[] {
  if (!promise || !calibration) return [];
  // The dearest model, whose answer is as long as it may be: nothing costs more.
  const dearest = Math.max(...hosted.models.map((model) => model.outputMicroUsdPerToken * hosted.maximumOutputTokens));
  const { refused, labelsNeeded } = resolvePromise(promise, calibration.curve, dearest);
  if (refused === undefined && 'worseThanHosted' in promise && !calibration.curve.worseKept) {
    return [warning('accept.promise', 'The calibration’s labels don’t tell of hosted answers: it keeps as little as wrongKept would.', 'Fit labels with hosted_correct, or promise wrongKept.')];
  }
  if (refused === undefined) return [];
  return [error('accept.promise', `${promiseWords(promise)}: ${refusalWords({ refused, labelsNeeded })} (there are ${Math.round(calibration.curve.labels)} beside those that were fitted).`, 'Promise less, or fit more labels with `phirst calibrate`.')];
}

function describeFinding({ at, level, path, message, remedy }: PolicyFinding & { readonly at: string }, terminal: Terminal): string {
  return `${at} ${paint(terminal, level === 'error' ? 'red' : 'yellow', level)} ${path}\n  ${message}\n  ${remedy}\n\n`;
}

function describeBound({ costMicroUsd, attempts, firstTextMs, totalMs, models }: WorstCase, terminal: Terminal): string {
  const cost = costMicroUsd === undefined ? 'no limit but the app’s own budget' : `${money(costMicroUsd)}, failed attempts included`;
  const rows = models.map(({ id, answerCostMicroUsd, longestPromptTokens }) => [id, money(answerCostMicroUsd), longestPromptTokens === undefined ? 'no limit' : `${longestPromptTokens} tokens`]);
  const columns = [{ title: 'hosted model' }, { title: 'longest answer', align: 'right' }, { title: 'longest prompt within the budget', align: 'right' }] as const;
  return [
    'One query at worst, where the app says nothing else:',
    `  cost        ${cost}`,
    `  first text  ${duration(firstTextMs)}, if the device and ${attempts} hosted attempts stay silent as long as they may`,
    `  end         ${duration(totalMs)}, if the longest answers come as slowly as they may`,
    '',
    rows.length === 0 ? '' : table(terminal, columns, rows),
  ].join('\n');
}

function verdict(findings: readonly PolicyFinding[]): string {
  if (findings.length === 0) return 'Nothing is wrong with it.';
  const count = (level: PolicyFinding['level']) => {
    const number = findings.filter((finding) => finding.level === level).length;
    return `${number} ${level}${number === 1 ? '' : 's'}`;
  };
  return `${count('error')}, ${count('warning')}.`;
}
