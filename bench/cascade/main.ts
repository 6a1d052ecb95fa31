// npm run bench:cascade: what handing up the least sure answers is worth. Headless Chromium, the SDK, phi-3-nano on wasm,
// the router in workerd, the reference host over HTTP: exact, and the large one that is right 97 times in 100. Thresholds come from a seed that isn't evaluated.
import { parseArgs } from 'node:util';
import { generateExam } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { printResult } from '../report/print-result.ts';
import { auroc } from './auroc.ts';
import { benchPolicy } from './bench-policy.ts';
import { measureProbeOverhead } from './probe-overhead.ts';
import { accuracy, gradeRun, hostedShare, isInDistribution, printPerTask, printPerTier, type GradedAnswer } from './grade-run.ts';
import { lowerBound, resamplePromise, spentOnLong, watchedPolicy } from './promises.ts';
import { startStage } from './stage.ts';

const HELP = `Measures the device alone, the hosted model alone, and the cascade at fixed shares.

  npm run bench:cascade -- --seed 1 --seeds 5 --count 1000

  --seed N     first evaluated seed (1); thresholds are fitted on as many other seeds, from N + 1000 on
  --seeds N    how many seeds (5)
  --count N    questions a seed (1000)
  --model DIR  another model folder instead of models/phi-3-nano
  --help

Prints one JSON object a line. Exits 1 when a goal doesn't hold.`;

/** Share handed up → the goal for the whole exam, what is out of distribution included, with the exact host. */
const GOALS: ReadonlyMap<number, number> = new Map([
  [0.2, 0.98],
  [0.3, 0.995],
]);

const SHARE_TOLERANCE = 0.02;
/** Share handed up → the least that the lower end of the 95 % interval may be. */
const LEAST: ReadonlyMap<number, number> = new Map([
  [0.2, 0.975],
  [0.3, 0.992],
]);
/** With the watch on, what is handed up at most, and the share of a long answer that may be written by then. */
const WATCHED_SHARE = 0.3;
const MOST_SPENT = 0.4;
const PROMISED = 0.05;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '5' },
    count: { type: 'string', default: '1000' },
    model: { type: 'string', default: 'models/phi-3-nano' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const firstSeed = wholeNumber('seed', values.seed);
const seeds = Array.from({ length: wholeNumber('seeds', values.seeds) }, (_, index) => firstSeed + index);
const count = wholeNumber('count', values.count);

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    process.stderr.write(`--${name} must be a whole number, not "${text}".\n`);
    process.exit(2);
  }
  return value;
}

/** Questions of one seed: easy, hard, long tail and out of distribution in the exam's fixed mix. */
const examOf = (seed: number) => generateExam({ seed, count });

/** The confidence below which `share` of all answers lie. */
function thresholdFor(share: number, answers: readonly GradedAnswer[]): number {
  const confidences = answers.map((answer) => answer.confidence ?? 0).toSorted((one, other) => one - other);
  return confidences[Math.round(share * confidences.length)] ?? 1;
}

const stage = await startStage(values.model);
let isEveryGoalMet = true;
const judge = (name: string, value: number, holds: boolean, goal: string) => {
  printResult({ name: `goal.${name}`, value, unit: 'share', goal, holds });
  isEveryGoalMet &&= holds;
};
try {
  const { session } = stage;
  // Some families have few questions, which come again with every seed. They stay in the fit: without them its mixture
  // would not be the exam's, and one number, a quantile, learns no question by heart. How many they are is printed.
  const evaluated = new Set(seeds.flatMap((seed) => examOf(seed).map(({ prompt }) => prompt)));
  const fitExam = seeds.flatMap((seed) => examOf(seed + 1000));
  const repeated = fitExam.filter(({ prompt }) => evaluated.has(prompt)).length;
  printResult({ name: 'fit.repeated_questions', value: repeated / fitExam.length, unit: 'share', questions: fitExam.length });
  const fitted = gradeRun(fitExam, await session.ask(fitExam.map(({ prompt }) => prompt), 'only_on_device', benchPolicy(0)));
  const thresholds = new Map([...GOALS.keys()].map((share) => [share, thresholdFor(share, fitted)] as const));

  const device: GradedAnswer[] = [];
  const shipped: GradedAnswer[] = [];
  const hosted: GradedAnswer[] = [];
  const large: GradedAnswer[] = [];
  const watched: GradedAnswer[] = [];
  const cascade = new Map<number, GradedAnswer[]>([...GOALS.keys()].map((share) => [share, []] as const));
  for (const seed of seeds) {
    const exam = examOf(seed);
    const prompts = exam.map(({ prompt }) => prompt);
    const alone = gradeRun(exam, await session.ask(prompts, 'only_on_device', benchPolicy(0)));
    printResult({ name: 'device.accuracy', value: accuracy(alone.filter(isInDistribution)), unit: 'share', seed, questions: count });
    device.push(...alone);
    hosted.push(...gradeRun(exam, await session.ask(prompts, 'only_in_cloud', benchPolicy(0))));
    stage.hostAs('large');
    large.push(...gradeRun(exam, await session.ask(prompts, 'only_in_cloud', benchPolicy(0))));
    stage.hostAs('exact');
    for (const [share, threshold] of thresholds) {
      const graded = gradeRun(exam, await session.ask(prompts, 'prefer_on_device', benchPolicy(threshold)));
      printResult({ name: 'cascade.accuracy', value: accuracy(graded), unit: 'share', share, hostedShare: hostedShare(graded), threshold, seed, questions: count });
      cascade.get(share)?.push(...graded);
    }
    watched.push(...gradeRun(exam, await session.ask(prompts, 'prefer_on_device', watchedPolicy(WATCHED_SHARE))));
    shipped.push(...gradeRun(exam, await session.ask(prompts, 'prefer_on_device', undefined)));
  }

  const within = device.filter(isInDistribution);
  const outside = device.filter((answer) => !isInDistribution(answer));
  printResult({ name: 'hosted.accuracy', value: accuracy(hosted), unit: 'share' });
  printResult({ name: 'hosted_large.accuracy', value: accuracy(large), unit: 'share' });
  printPerTier('device', device);
  printPerTask('device', device);
  printResult({ name: 'device.auroc', value: auroc(within.map(({ confidence, isRight }) => ({ score: confidence ?? 0, isRight }))), unit: 'probability', questions: within.length });
  printResult({ name: 'out_of_distribution.confidently_wrong', value: outside.filter((answer) => !answer.isRight && (answer.confidence ?? 0) > 0.5).length / outside.length, unit: 'share', questions: outside.length });
  printPerTier('default_policy', shipped);
  printResult({ name: 'default_policy.accuracy', value: accuracy(shipped), unit: 'share', hostedShare: hostedShare(shipped) });
  for (const [share, answers] of cascade) printPerTier(`cascade.${share}`, answers);
  // The same hand-ups with a hosted model that errs: what it says to a question doesn't depend on who handed that up.
  for (const [share, answers] of cascade) {
    const withLarge = answers.map((answer, index) => (answer.source === 'hosted' ? (large[index] as GradedAnswer) : answer));
    printResult({ name: 'cascade_large.accuracy', value: accuracy(withLarge), unit: 'share', share, hostedShare: hostedShare(answers) });
    printPerTier(`cascade_large.${share}`, withLarge);
  }
  for (const [share, whole] of cascade) {
    // Every wrong answer among those that went up: nobody could do better with this device.
    printResult({ name: 'cascade.best_possible', value: Math.min(1, accuracy(device) + hostedShare(whole)), unit: 'share', share });
    const goal = GOALS.get(share) ?? 1;
    const handedUp = hostedShare(whole);
    // An accuracy bought by handing up more than the share is none.
    const isFixed = Math.abs(handedUp - share) <= SHARE_TOLERANCE;
    const least = LEAST.get(share) ?? 1;
    judge(`cascade.${share}.lower_bound`, lowerBound(whole), lowerBound(whole) >= least, `≥ ${least}`);
    judge(`cascade.${share}`, accuracy(whole), accuracy(whole) >= goal && isFixed, `≥ ${goal} with ${share} ± ${SHARE_TOLERANCE} handed up; it was ${handedUp.toFixed(4)}`);
  }
  const resampled = resamplePromise(fitted, device, PROMISED);
  printResult({ name: 'promise.kept', value: resampled.meanKept, unit: 'share', promised: PROMISED });
  printResult({ name: 'promise.wrong_kept', value: resampled.meanWrongKept, unit: 'share', promised: PROMISED });
  judge('promise.wrong_kept', resampled.held, resampled.held >= 0.95, `at most ${PROMISED} of all kept and wrong in 95 of 100 calibrations`);
  const spent = spentOnLong(device, watched);
  printResult({ name: 'watched.accuracy', value: accuracy(watched), unit: 'share', promised: WATCHED_SHARE, hostedShare: hostedShare(watched) });
  printPerTier('watched', watched);
  judge('watched.spent_on_long', spent.share, spent.share <= MOST_SPENT, `≤ ${MOST_SPENT} of the tokens of ${spent.answers} long answers that were handed up`);
  const foreign = watched.filter((answer) => !isInDistribution(answer));
  judge('watched.out_of_distribution', hostedShare(foreign), hostedShare(foreign) >= 0.9, `≥ 0.9 of ${foreign.length} handed up`);
  judge('device_alone', accuracy(within), accuracy(within) >= 0.7 && accuracy(within) <= 0.9, 'between 0.70 and 0.90, else the exam is mis-set');
  const overhead = await measureProbeOverhead(stage);
  printResult({ name: 'probe.decode_rate_ratio', value: overhead.ratio, unit: 'with probe ÷ plain', rounds: overhead.rounds, withProbe: overhead.withProbe, plain: overhead.plain });
  printResult({ name: 'engine.decode_rate_ratio', value: overhead.engineRatio, unit: 'whole engine ÷ plain', rounds: overhead.rounds });
  judge('probe_overhead', 1 - overhead.ratio, overhead.ratio >= 0.97, '≤ 0.03');
} finally {
  await stage.stop();
}
process.exit(isEveryGoalMet ? 0 : 1);
