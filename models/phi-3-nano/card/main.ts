// npm run nano:card: phi-3-nano sits exams with its fp32, q8 and q4 weights, and the figures go into its card.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { commandLine, countOption, refuseCommandLine } from '../../../scripts/command-line.ts';
import { inProject } from '../../../scripts/project-paths.ts';
import { answerExam, type ExamAnswer } from '../exam/answer-exam.ts';
import { generateExam, type ExamQuestion } from '../exam/generate-exam.ts';
import { summariseAnswers } from './summarise-answers.ts';
import { DTYPES, replaceSection, writeFigures, type Dtype, type FigureRow } from './write-figures.ts';

const USAGE = `npm run nano:card -- --weights DIR [--seed 101] [--seeds 3] [--count 1000] [--curated DIR --noisy DIR]

Sits exams in Node and writes accuracy, AUROC and calibration error by tier and kind into models/phi-3-nano/README.md.

  --weights DIR  a folder named phi-3-nano with onnx/model.onnx, model_quantized.onnx and model_q4.onnx: npm run nano:train leaves one
  --seed N       the first exam's seed (default 101)
  --seeds N      how many exams (default 3)
  --count N      questions in each (default 1000)
  --curated DIR  --noisy DIR  models of as many steps on clean and on spoiled exercises, to compare
`;

const { values } = commandLine(USAGE, {
  options: {
    weights: { type: 'string' },
    seed: { type: 'string', default: '101' },
    seeds: { type: 'string', default: '3' },
    count: { type: 'string', default: '1000' },
    curated: { type: 'string' },
    noisy: { type: 'string' },
  },
});
const firstSeed = countOption('--seed', values.seed, USAGE);
const count = countOption('--count', values.count, USAGE);
const seeds = Array.from({ length: countOption('--seeds', values.seeds, USAGE) }, (_, index) => firstSeed + index);
if ((values.curated === undefined) !== (values.noisy === undefined)) refuseCommandLine('--curated and --noisy go together.', USAGE);

const card = inProject('models/phi-3-nano/README.md');
const exam = seeds.flatMap((seed) => generateExam({ seed, count }));

if (values.weights !== undefined) {
  const answers = new Map<Dtype, readonly ExamAnswer[]>();
  for (const dtype of DTYPES) answers.set(dtype, await sit(values.weights, dtype));
  const row = (name: string, isCounted: (question: ExamQuestion) => boolean): FigureRow => {
    const of = (dtype: Dtype) => summariseAnswers((answers.get(dtype) ?? []).filter((_, index) => isCounted(exam[index] as ExamQuestion)));
    return { name, byDtype: { fp32: of('fp32'), q8: of('q8'), q4: of('q4') } };
  };
  const isTaught = ({ tier }: ExamQuestion) => tier !== 'out_of_distribution';
  const tiers = ['easy', 'hard', 'long_tail', 'out_of_distribution'];
  const kinds = [...new Set(exam.map(({ task, tier }) => `${task}, ${tier}`))].toSorted();
  const same = (other: Dtype) => exam.filter((_, index) => answers.get('q4')?.[index]?.isRight === answers.get(other)?.[index]?.isRight).length / exam.length;
  write('figures', [
    `${exam.length} questions: seeds ${seeds.join(', ')}, ${count} each, greedy, in Node. Confidence is the zero-label score of src/confidence; ECE has ten bins of as many answers each.`,
    writeFigures('tier', [row('first three tiers', isTaught), ...tiers.map((tier) => row(tier, (question) => question.tier === tier)), row('whole exam', () => true)]),
    `q4 is right or wrong together with fp32 in ${(100 * same('fp32')).toFixed(1)} % of the questions, with q8 in ${(100 * same('q8')).toFixed(1)} %.`,
    writeFigures('kind, tier', kinds.map((kind) => row(kind, ({ task, tier }) => `${task}, ${tier}` === kind))),
  ]);
}
if (values.curated !== undefined && values.noisy !== undefined) {
  const isLong = (answer: ExamAnswer) => answer.tokens >= 40;
  const lines: string[] = [];
  for (const [name, folder] of [['curated', values.curated], ['noisy, duplicated', values.noisy]] as const) {
    const answers = await sit(folder, 'q4');
    const taught = summariseAnswers(answers.filter((_, index) => exam[index]?.tier !== 'out_of_distribution'));
    const hard = summariseAnswers(answers.filter((_, index) => exam[index]?.tier === 'hard'));
    lines.push(`| ${name} | ${taught.accuracy.toFixed(3)} | ${hard.accuracy.toFixed(3)} | ${taught.auroc.toFixed(3)} | ${taught.calibrationError.toFixed(3)} | ${answers.filter(isLong).length} |`);
  }
  write('data quality', ['| exercises | accuracy, first three tiers | hard | AUROC | ECE | answers of 40 tokens or more |', '| --- | --: | --: | --: | --: | --: |', ...lines].join('\n').split('\n\n'));
}

async function sit(folder: string, dtype: Dtype): Promise<readonly ExamAnswer[]> {
  let answered = 0;
  const answers = await answerExam(exam, dirname(resolve(folder)), () => process.stderr.write(`\r${dtype} ${++answered}/${exam.length}`), dtype);
  process.stderr.write('\r\u001B[K');
  return answers;
}

function write(section: string, paragraphs: readonly string[]): void {
  writeFileSync(card, replaceSection(readFileSync(card, 'utf8'), section, paragraphs.join('\n\n')));
  process.stdout.write(`${paragraphs.join('\n\n')}\n`);
}
