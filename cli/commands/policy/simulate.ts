// phirst policy simulate: what would become of many queries under one policy, or under two.
import { Command } from 'commander';
import { failure, misuse } from '../../output/command-failure.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import { startProgress } from '../../output/progress.ts';
import type { Terminal } from '../../output/terminal.ts';
import { POLICY_OPTION, policyAtHand, readPolicyFile, type PolicyFile } from '../../policy-file/read-policy-file.ts';
import { readTextFile } from '../../policy-file/read-text-file.ts';
import { GAIN_MODEL_OPTION, gainModelsAtHand, type GainModelAtHand } from '../../query/read-gain-model.ts';
import { addQueryOptions, type QueryOptions } from '../../query/query-options.ts';
import { amount, count } from '../../query/read-number.ts';
import { describeSimulation, type Simulation } from '../../simulation/describe-simulation.ts';
import { simulateQuery, type SimulatedOutcome } from '../../simulation/simulate-query.ts';
import { readQueries, type SimulatedQuery } from '../../simulation/simulated-query.ts';
import { sitExam } from '../../simulation/sit-exam.ts';
import { summarise } from '../../simulation/summarise.ts';

interface SimulateOptions extends QueryOptions {
  readonly policy?: string;
  readonly against?: string;
  readonly exam?: number;
  readonly gainModel?: string;
  readonly seed: number;
  readonly show: number;
  readonly json: boolean;
}

const HELP = `
The file holds one query a line, as JSON:

  {"prompt": "Who wrote Faust?"}
  {"id": "q2", "messages": [{"role": "user", "content": "Hi"}], "context": ["…"], "mode": "only_on_device", "privacy": "any"}

Whether the device's answer is kept depends on how sure it is. Where that was recorded, it is used:

  {"prompt": "What is 12 + 30?", "confidence": 0.97, "tokens": 2, "correct": true, "complete": true}

Without a recorded confidence a query that starts on the device stays "undecided". Qualities of hosted models, costs and
times are expectations of the policy and the catalog, not measurements.

Examples:
  $ phirst policy simulate queries.jsonl --policy policy.yaml
  $ phirst policy simulate queries.jsonl --policy policy.yaml --against new.yaml    which queries change their route
  $ phirst policy simulate --exam 200 --against new.yaml      phi-3-nano answers its own exam first, on this machine`;

export function simulateCommand(terminal: Terminal): Command {
  const command = new Command('simulate')
    .summary('what would become of many queries, under one policy or two')
    .description('Decides every query of a file as device and edge would, and shows route shares, expected quality, cost and latency.')
    .argument('[file]', 'JSONL; - for the standard input')
    .option(...POLICY_OPTION)
    .option('--against <file>', 'a second policy: shows which queries change their route under it')
    .option('--exam <n>', 'instead of a file: so many questions of phi-3-nano’s exam, answered by it', count)
    .option(...GAIN_MODEL_OPTION)
    .option('--seed <n>', 'which exam', amount, 1)
    .option('--show <n>', 'how many of the queries that change are listed', amount, 20);
  return addQueryOptions(command)
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, options: SimulateOptions, self: Command) => {
      // Whoever sits the exam is phi-3-nano.
      const isNano = options.exam !== undefined && self.getOptionValueSource('model') === 'default';
      await simulate(file, isNano ? { ...options, model: 'phi-3-nano' } : options, terminal);
    });
}

/** Fewer decisions are made in a moment. */
const WORTH_WATCHING = 5000;

async function simulate(file: string | undefined, options: SimulateOptions, terminal: Terminal): Promise<void> {
  if ((file === undefined) === (options.exam === undefined)) throw misuse('Name a file of queries, or --exam with a number of questions: one of them.');
  const one = await readPolicyFile(options.policy ?? policyAtHand(terminal), terminal);
  const other = options.against === undefined ? undefined : await readPolicyFile(options.against, terminal);
  const [gain, otherGain] = gainModelsAtHand([one, ...(other ? [other] : [])].map(({ policy }) => policy), { path: options.gainModel, deviceModel: options.model }, terminal) as [GainModelAtHand, GainModelAtHand?];
  const queries = options.exam === undefined ? await queriesOf(file ?? '-', terminal) : await sitExam(options.exam, options.seed, terminal);
  const decisions = queries.length * (other ? 2 : 1);
  const progress = decisions < WORTH_WATCHING ? undefined : startProgress(terminal, 'Deciding', decisions);
  const run = (policy: PolicyFile, by: GainModelAtHand) => queries.map((query) => {
    const outcome = simulateQuery(policy.policy, query, { ...options, gain: by.model });
    progress?.advance();
    return outcome;
  });
  const before = run(one, gain);
  const after = other && otherGain && run(other, otherGain);
  progress?.end();
  const simulation: Simulation = {
    policy: { file: one.file, hash: one.hash, gainModel: gain.report, ...summarise(before) },
    against: other && otherGain && after && { file: other.file, hash: other.hash, gainModel: otherGain.report, ...summarise(after) },
    changed: after === undefined ? undefined : queries.flatMap((query, index) => changeOf(query, before[index], after[index])),
  };
  if (options.json) printJson(terminal, simulation);
  else terminal.print(describeSimulation(simulation, options.show, terminal));
}

async function queriesOf(file: string, terminal: Terminal): Promise<readonly SimulatedQuery[]> {
  const name = file === '-' ? 'standard input' : file;
  const { queries, problems } = readQueries(await readTextFile(file, terminal), name);
  if (problems.length > 0) {
    const shown = problems.slice(0, 10).map((problem) => `  ${problem}`);
    throw failure(`${problems.length === 1 ? 'One line is no query' : `${problems.length} lines are no queries`}:\n${shown.join('\n')}\nEach line is a JSON object with "prompt" or "messages"; see phirst policy simulate --help.`);
  }
  if (queries.length === 0) throw failure(`${name} holds no query. Each line is a JSON object such as {"prompt": "Who wrote Faust?"}.`);
  return queries;
}

function changeOf(query: SimulatedQuery, before: SimulatedOutcome | undefined, after: SimulatedOutcome | undefined) {
  if (!before || !after || (before.fate === after.fate && before.hostedModel === after.hostedModel)) return [];
  return [{ id: query.id, text: query.prompt ?? query.messages?.at(-1)?.content ?? '', before, after }];
}
