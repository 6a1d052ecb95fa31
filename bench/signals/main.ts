// npm run bench:signals: which signal tells right from wrong answers best? phi-3-nano in Node over its exam; for each
// signal its AUROC, and how much of the whole is right when exactly the least sure 20 % and 30 % go to a host that is
// always right. No threshold is fitted: the share is exact, seed by seed.
import { createModelHost } from '../../client-sdk/device/worker/model-host.ts';
import { createSignalAccumulator } from '../../src/confidence/signal-accumulator.ts';
import { rawScore } from '../../src/confidence/raw-score.ts';
import type { TokenSignal } from '../../src/confidence/token-signal.ts';
import { generateExam } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { askQuestion } from '../../models/phi-3-nano/exam/ask-question.ts';
import { gradeAnswer } from '../../models/phi-3-nano/exam/grade-answer.ts';
import { loadNanoModel, loadNanoTokenizer } from '../../test/support/nano-model.ts';
import { auroc } from '../cascade/auroc.ts';
import { printResult } from '../report/print-result.ts';
import { commandLine, countOption } from '../../scripts/command-line.ts';

const USAGE = `npm run bench:signals -- [--seed 1] [--seeds 5] [--count 1000]

Asks phi-3-nano its exam in Node and prints, for each signal, how well it tells right from wrong answers.

  --seed N    the first exam's seed (default 1)
  --seeds N   how many exams (default 5)
  --count N   questions in each (default 1000)
`;

const { values } = commandLine(USAGE, {
  options: { seed: { type: 'string', default: '1' }, seeds: { type: 'string', default: '5' }, count: { type: 'string', default: '1000' } },
});
const firstSeed = countOption('--seed', values.seed, USAGE);
const count = countOption('--count', values.count, USAGE);
const seeds = Array.from({ length: countOption('--seeds', values.seeds, USAGE) }, (_, index) => firstSeed + index);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const logProbs = (tokens: readonly TokenSignal[]) => tokens.map((token) => token.logProb);

/** Higher = surer. */
const SIGNALS: Readonly<Record<string, (tokens: readonly TokenSignal[]) => number>> = {
  shipped_score(tokens) {
    const accumulator = createSignalAccumulator();
    for (const token of tokens) accumulator.add(token);
    return rawScore(accumulator.signals());
  },
  sum_log_prob: (tokens) => sum(logProbs(tokens)),
  mean_log_prob: (tokens) => sum(logProbs(tokens)) / tokens.length,
  min_log_prob: (tokens) => Math.min(...logProbs(tokens)),
  min_margin: (tokens) => Math.min(...tokens.map((token) => token.margin)),
  mean_entropy: (tokens) => -sum(tokens.map((token) => token.entropy)) / tokens.length,
  max_entropy: (tokens) => -Math.max(...tokens.map((token) => token.entropy)),
};

interface Answered {
  readonly seed: number;
  readonly tokens: readonly TokenSignal[];
  readonly isRight: boolean;
}

async function answerExams(): Promise<readonly Answered[]> {
  const host = createModelHost(await loadNanoModel(), await loadNanoTokenizer(), 1024);
  const answers: Answered[] = [];
  for (const seed of seeds) {
    for (const { prompt, gold } of generateExam({ seed, count })) {
      const tokens: TokenSignal[] = [];
      const { text } = await askQuestion(host, prompt, (signal) => tokens.push(signal));
      answers.push({ seed, tokens, isRight: gradeAnswer(text, gold) });
    }
  }
  return answers;
}

/** Share that is right when exactly this share of each seed's least sure answers is replaced by right ones; mean over seeds. */
function accuracyAtShare(answers: readonly Answered[], share: number, signal: (tokens: readonly TokenSignal[]) => number): number {
  const perSeed = seeds.map((seed) => {
    const ofSeed = answers.filter((answer) => answer.seed === seed);
    const leastSureFirst = ofSeed.toSorted((one, other) => signal(one.tokens) - signal(other.tokens));
    const handedUp = Math.round(share * ofSeed.length);
    return (handedUp + leastSureFirst.slice(handedUp).filter((answer) => answer.isRight).length) / ofSeed.length;
  });
  return sum(perSeed) / perSeed.length;
}

const answers = await answerExams();
printResult({ name: 'device.accuracy', value: answers.filter((answer) => answer.isRight).length / answers.length, unit: 'share', questions: answers.length });
for (const [name, signal] of Object.entries(SIGNALS)) {
  printResult({ name: `${name}.auroc`, value: auroc(answers.map(({ tokens, isRight }) => ({ score: signal(tokens), isRight }))), unit: 'probability' });
  for (const share of [0.2, 0.3]) printResult({ name: `${name}.accuracy`, value: accuracyAtShare(answers, share, signal), unit: 'share', share });
}
