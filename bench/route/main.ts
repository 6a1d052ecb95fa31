// npm run bench:route: does the gain model send up the questions that gain by it? Every figure comes from questions whose
// group the model hadn't seen; beside it stand chance, prompt length, a table of topics, hand-made counts, and the oracle.
import { printResult } from '../report/print-result.ts';
import { commandLine, countOption, refuseCommandLine } from '../../scripts/command-line.ts';
import { groupFolds } from '../../models/gain/training/group-folds.ts';
import { loadTrainingSet, joinSets } from '../../models/gain/training/load-training-set.ts';
import { bootstrapFigures, type Interval } from './bootstrap.ts';
import { PUBLISHED } from './published.ts';
import { ROUTERS, scoreRouters, type Router } from './routers.ts';
import { scopesOf, type Scope } from './scopes.ts';

const USAGE = `npm run bench:route -- --data DIR [--test DIR] [--seeds 3] [--draws 200]

How well the gain model orders questions by what a hosted model gains. Ends with 1 when a goal isn't met.

  --data DIR   graded answers to learn from; without --test each group is tested by a model fitted on the others
  --test DIR   graded answers to test on; nothing is fitted or chosen on them
  --seeds N    how many splits, or with --test how many tenths are left out of the training in turn (default 3)
  --draws N    of the bootstrap over groups (default 200)
`;
const { values } = commandLine(USAGE, {
  options: { data: { type: 'string' }, test: { type: 'string' }, seeds: { type: 'string', default: '3' }, draws: { type: 'string', default: '200' } },
});
if (values.data === undefined) refuseCommandLine('--data says where the graded answers lie.', USAGE);
const seeds = countOption('--seeds', values.seeds, USAGE);
const draws = countOption('--draws', values.draws, USAGE);

const FOLDS = 5;
const GOAL_POOLED = 0.598;
/** Judged chats are too few to learn from; they are tested alone. */
const TEST_ONLY = 'routellm-mtbench';

const own = loadTrainingSet(values.data);
const set = values.test === undefined ? own : joinSets(own, loadTrainingSet(values.test));
const { questions, labels } = set;
const all = Int32Array.from(questions.keys());
const mayLearn = (row: number) => row < own.questions.length && questions[row]!.source !== TEST_ONLY;
const isTested = (row: number) => values.test === undefined || row >= own.questions.length;
const tested = all.filter(isTested);
const answers = {
  device: Float64Array.from(labels, ({ device }) => device),
  hosted: Float64Array.from(labels, ({ hosted }) => hosted),
  groups: questions.map(({ group }) => group),
};

const emptyScores = () => Object.fromEntries(ROUTERS.map((router) => [router, new Float64Array(questions.length)])) as Record<Router, Float64Array>;
/** What is tested is never learned from, nor is a near-duplicate of it. */
function fitAndScore(isLearned: (row: number) => boolean, test: Int32Array, seed: number, scores: Record<Router, Float64Array>): number {
  const groups = new Set([...test].map((row) => answers.groups[row]!));
  return scoreRouters(set, all.filter((row) => mayLearn(row) && isLearned(row) && !groups.has(answers.groups[row]!)), test, seed, scores);
}

const bySeed = Array.from({ length: seeds }, (_, index) => {
  const scores = emptyScores();
  if (values.test === undefined) {
    const folds = groupFolds(questions, index + 1, FOLDS);
    for (let fold = 0; fold < FOLDS; fold++) fitAndScore(() => true, all.filter((row) => folds[row] === fold), index + 1, scores);
  } else {
    const tenths = groupFolds(questions, index + 1, 10);
    fitAndScore((row) => tenths[row] !== 0, tested, index + 1, scores);
  }
  return scores;
});
const inDistribution = report('in distribution', scopesOf(questions, labels, tested), bySeed);

const leftOut: Record<string, Interval> = {};
for (const source of new Set([...tested].map((row) => questions[row]!.source))) {
  if (source === TEST_ONLY) continue;
  const rows = tested.filter((row) => questions[row]!.source === source);
  let familiar = 0;
  const runs = Array.from({ length: seeds }, (_, index) => {
    const scores = emptyScores();
    familiar += fitAndScore((row) => questions[row]!.source !== source, rows, index + 1, scores) / seeds;
    return scores;
  });
  printResult({ name: 'familiar', value: brief(familiar), unit: 'share', split: 'left out', scope: source });
  leftOut[source] = report('left out', [{ name: source, rows, weight: new Float64Array(rows.length).fill(1) }], runs)[source]!.apgr;
}
for (const { router, source, apgr, cpt50, cpt80 } of PUBLISHED) printResult({ name: 'route', value: apgr, unit: 'APGR', split: 'published', scope: source, router, cpt50, cpt80 });

const { pooled } = inDistribution;
const below = Object.entries(leftOut).filter(([, { high }]) => high < 0.5);
const goals: readonly [string, boolean, number][] = [
  [`pooled APGR above ${GOAL_POOLED}`, (pooled?.apgr.value ?? 0) > GOAL_POOLED, pooled?.apgr.value ?? 0],
  ['pooled lead over hand features: interval above 0', (pooled?.overHand.low ?? -1) > 0, pooled?.overHand.low ?? -1],
  [`no left-out source wholly below 0.50${below.map(([source]) => `: ${source}`).join('')}`, below.length === 0, Math.min(...Object.values(leftOut).map(({ high }) => high))],
];
for (const [goal, isMet, value] of goals) printResult({ name: 'goal', value, unit: 'APGR', goal, met: isMet });
process.exitCode = goals.every(([, isMet]) => isMet) ? 0 : 1;

function report(split: string, scopes: readonly Scope[], runs: readonly Record<Router, Float64Array>[]): Record<string, { readonly apgr: Interval; readonly overHand: Interval }> {
  const results: Record<string, { readonly apgr: Interval; readonly overHand: Interval }> = {};
  const scores = Object.fromEntries(ROUTERS.map((router) => [router, runs.map((run) => run[router])])) as Record<Router, Float64Array[]>;
  for (const scope of scopes) {
    const { figures, lead, apgrBySeed } = bootstrapFigures(scope, answers, scores, draws);
    for (const router of ROUTERS) {
      const { apgr, cpt50, cpt80, cpt95, aurocDeviceWrong, aurocBenefit } = figures[router]!;
      const ahead = lead[router];
      printResult({
        name: 'route', value: apgr.value, unit: 'APGR', split, scope: scope.name, router, questions: scope.rows.length, interval: boundsOf(apgr),
        ...(runs.length > 1 && { seeds: apgrBySeed[router]!.map(brief) }),
        ...(ahead && { gainIsAhead: brief(ahead.value), aheadInterval: boundsOf(ahead) }),
        ...withBounds({ cpt50, cpt80, cpt95, aurocDeviceWrong, aurocBenefit }),
      });
    }
    results[scope.name] = { apgr: figures.gain!.apgr, overHand: lead.hand! };
  }
  return results;
}

function withBounds(figures: Readonly<Record<string, Interval>>): Record<string, number | number[]> {
  return Object.fromEntries(Object.entries(figures).flatMap(([name, interval]) => [[name, Number(interval.value.toFixed(3))], [`${name}Interval`, boundsOf(interval)]]));
}

function boundsOf({ low, high }: Interval): number[] {
  return [low, high].map(brief);
}

function brief(value: number): number {
  return Number(value.toFixed(4));
}
