// phirst replay: every decision of a log made again, and what another policy would have brought.
import { Command } from 'commander';
import { auditedEstimates } from '../../src/replay/audited.ts';
import { addRoutes, compareRoutes, seeUnder, type RouteComparison } from '../../src/replay/compare-routes.ts';
import { estimatePolicy, weighRows, type PolicyEstimate } from '../../src/replay/estimate-policy.ts';
import { gateConfidence, judgeGate, type Gate } from '../../src/replay/gate.ts';
import { startJoin } from '../../src/replay/logged-query.ts';
import { MEASURES, type Measure } from '../../src/replay/measure.ts';
import { isBroken, startReExecution } from '../../src/replay/re-execute.ts';
import { startRows, type ReplayRow } from '../../src/replay/replay-row.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { failure, misuse } from '../output/command-failure.ts';
import { JSON_OPTION, printJson } from '../output/print-json.ts';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { readPolicyFile, type PolicyFile } from '../policy-file/read-policy-file.ts';
import { amount, share } from '../query/read-number.ts';
import { describeAgreement, describeLog } from '../replay/describe-agreement.ts';
import { describeAudited, describeEstimates, describeRoutes } from '../replay/describe-comparison.ts';
import { describeGate } from '../replay/describe-gate.ts';
import { readGate } from '../replay/read-gate.ts';
import { spillLog } from '../replay/read-log.ts';
import { readPolicies, requirePolicies } from '../replay/read-policies.ts';
import type { PolicyReport, ReplayReport } from '../replay/replay-report.ts';

const SHOWN_CONFIDENCE = 0.95;

interface ReplayOptions extends Gate {
  readonly log: string;
  readonly policy?: string;
  readonly gate?: string;
  readonly allowMissing: boolean;
  readonly tolerate: number;
  readonly show: number;
  readonly json: boolean;
}

const HELP = `
The folder holds segments of the log (.ndjson or .ndjson.gz, at any depth) and, in policies/, the policies that decided, as
<hash>.json.

First every decision is made again under the policy that made it. They come out the same to the byte; one that doesn't is
listed with its first difference, and the exit code is 1.

With --policy: where the same queries would go under it, and what that would have brought. That can only be told from
queries that went the same way for some units (an experiment, a rollout), or that both answered (the audit sample); where
they are too few, no number is given, and it says why.

A limit of the gate holds only if it surely does: its whole interval keeps it. Else the exit code is 1. A gate file is YAML
or JSON, with the options' names:

  maxHostedShare: 0.4
  maxCostPer1000Usd: 0.35
  minAgreement: 0.9

Examples:
  $ phirst log download events/
  $ phirst replay --log events/                          is everything decided as it was?
  $ phirst replay --log events/ --policy new.yaml        what would change
  $ phirst replay --log events/ --policy new.yaml --gate gate.yaml --max-hosted-share 0.4     for CI`;

export function replayCommand(terminal: Terminal): Command {
  return new Command('replay')
    .summary('make a log’s decisions again, and estimate another policy from it')
    .description('Makes every decision of a log again, and tells what another policy would have brought.')
    .requiredOption('--log <folder>', 'segments of the log, and policies/')
    .option('--policy <file>', 'the policy to compare with; YAML or JSON, or built-in')
    .option('--gate <file>', 'limits that the policy must keep')
    .option('--max-hosted-share <share>', 'limit: queries that hosted models answer', share)
    .option('--max-unanswered-share <share>', 'limit: queries that nobody may answer', share)
    .option('--max-changed-share <share>', 'limit: queries that change their route', share)
    .option('--max-cost-per-1000-usd <usd>', 'limit: cost of 1,000 queries', amount)
    .option('--max-latency-ms <ms>', 'limit: mean latency', amount)
    .option('--min-answered <share>', 'limit: queries answered and not asked again', share)
    .option('--max-answered-loss <share>', 'limit: by how much that may fall', share)
    .option('--min-feedback <rating>', 'limit: mean rating, 0 to 1', share)
    .option('--min-agreement <share>', 'limit: answers that say what the hosted model says', share)
    .option('--max-agreement-loss <share>', 'limit: by how much that may fall', share)
    .option('--allow-missing', 'leave out decisions whose policy isn’t at hand', false)
    .option('--tolerate <share>', 'units of clients that may tell of decisions nobody made', share, 0)
    .option('--show <n>', 'how many deviations and changes are listed', amount, 20)
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action((options: ReplayOptions) => replay(options, terminal));
}

async function replay(options: ReplayOptions, terminal: Terminal): Promise<void> {
  const gate = await readGate(options.gate, gateOf(options), terminal);
  if (gate && options.policy === undefined) throw misuse('A gate judges a policy. Name it with --policy.');
  const policies = await readPolicies(options.log, terminal);
  const candidate = options.policy === undefined ? undefined : await readPolicyFile(options.policy, terminal);
  if (candidate) policies.set(candidate.hash, candidate.policy);

  const { log, agreement, rows, routes } = await readAndDecide(options.log, { policies, candidate }, terminal);
  if (!options.allowMissing) requirePolicies(agreement.missingPolicies, options.log);
  const decidedAgain = { ...agreement, isBroken: isBroken(agreement, options.tolerate) };
  const report: ReplayReport = { log, decidedAgain, policy: candidate && comparePolicy(rows, { candidate, policies, gate, routes }) };

  if (options.json) printJson(terminal, report);
  else terminal.print(describe(report, options.show, terminal));
  if (decidedAgain.isBroken) {
    throw failure('The log and this version of Phirst don’t decide alike: the code or a policy’s file was changed, or a client tells of decisions that nobody made (--tolerate 0.01 lets one unit in a hundred).');
  }
  if (report.policy?.gate && !report.policy.gate.passed) throw failure('The gate failed.');
}

/** Part by part: each is decided again, joined and let go of, but for a row of numbers for each query. */
async function readAndDecide(
  folder: string,
  { policies, candidate }: { readonly policies: ReadonlyMap<string, Policy>; readonly candidate: PolicyFile | undefined },
  terminal: Terminal,
) {
  const again = startReExecution(policies);
  const rows: ReplayRow[] = [];
  let routes = compareRoutes([], 0);
  const spilled = await spillLog(folder, terminal);
  try {
    const rowOf = candidate && startRows({ policies, candidate: candidate.policy, armsOf: (sequence) => spilled.arms.of(sequence) });
    const progress = startProgress(terminal, 'Deciding again, parts of the log', spilled.parts);
    for (let part = 0; part < spilled.parts; part++) {
      const join = startJoin();
      spilled.events(part, (stored) => {
        again.add(stored);
        if (candidate) join.add(stored);
      });
      progress.advance();
      if (!candidate || !rowOf) continue;
      const queries = join.queries();
      const seen = seeUnder(queries, { policies, candidate: candidate.policy });
      routes = addRoutes(routes, compareRoutes(seen, queries.length));
      for (const each of seen) rows.push(rowOf(each));
    }
    progress.end();
    return { log: spilled.reading(), agreement: again.agreement(), rows, routes };
  } finally {
    spilled.remove();
  }
}

function comparePolicy(
  rows: readonly ReplayRow[],
  { candidate, policies, gate, routes }: { readonly candidate: PolicyFile; readonly policies: ReadonlyMap<string, Policy>; readonly gate: Gate | undefined; readonly routes: RouteComparison },
): PolicyReport {
  const weighed = weighRows(rows, policies);
  const estimatesAt = (confidence: number) => ({
    estimates: Object.fromEntries(MEASURES.map((measure) => [measure, estimatePolicy(weighed, measure, confidence)])) as Record<Measure, PolicyEstimate>,
    audited: auditedEstimates(rows, confidence),
  });
  // Several limits share how often any of them may be judged wrongly: the gate's intervals are wider than those that are shown.
  return { file: candidate.file, hash: candidate.hash, routes, ...estimatesAt(SHOWN_CONFIDENCE), gate: gate && judgeGate(gate, { routes, ...estimatesAt(gateConfidence(gate)) }) };
}

function describe(report: ReplayReport, shown: number, terminal: Terminal): string {
  const { policy } = report;
  const parts = [describeLog(report, terminal), describeAgreement(report, shown, terminal)];
  if (policy) parts.push(describeRoutes(policy, shown, terminal), describeEstimates(policy, terminal), describeAudited(policy, terminal));
  if (policy?.gate) parts.push(describeGate(policy.gate, terminal));
  return parts.join('\n');
}

function gateOf(options: ReplayOptions): Gate {
  const { maxHostedShare, maxUnansweredShare, maxChangedShare, maxCostPer1000Usd, maxLatencyMs, minAnswered, maxAnsweredLoss, minFeedback, minAgreement, maxAgreementLoss } = options;
  return { maxHostedShare, maxUnansweredShare, maxChangedShare, maxCostPer1000Usd, maxLatencyMs, minAnswered, maxAnsweredLoss, minFeedback, minAgreement, maxAgreementLoss };
}
