import { drawExamQuestion, type DrawnQuestion } from './draw-exam-question.ts';
import { outOfDistributionAnswers } from './out-of-distribution.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';

/** One question of an exam; `id` is unique among all exams. */
export interface ExamQuestion extends DrawnQuestion {
  readonly id: string;
}

/** What {@link generateExam} is told. */
export interface ExamOptions {
  /** A whole number from 0; the same seed gives the same exam. */
  readonly seed: number;
  /** How many questions in all, at least 1. */
  readonly count: number;
  /**
   * The share of `count`, 0 to 1, given to questions of families that training never held. They
   * come last. Default 0: they measure something else and are best asked apart.
   */
  readonly outOfDistributionShare?: number;
}

/** These two have so few prompts that forbidding repeats would soon silence them. */
const tasksThatMayRepeat: ReadonlySet<string> = new Set(['greet', 'next']);

/**
 * Writes an exam. No prompt comes twice, save greetings and calendar questions. Without an
 * out-of-distribution share, a longer exam with the same seed begins with the shorter one. Tasks
 * with few prompts run dry in long exams (only 39 sequences were held out), so beyond a few hundred
 * questions their shares shrink; {@link drawExamQuestion} keeps the weights exactly.
 * Throws RangeError for options out of range, or for more out-of-distribution questions than exist.
 *
 * @example generateExam({ seed: 7, count: 200 })[0]?.id // 'exam-7-1'
 */
export function generateExam(options: ExamOptions): ExamQuestion[] {
  const { seed, count, outOfDistributionShare = 0 } = options;
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`An exam's count is a whole number from 1, not ${count}.`);
  }
  if (!(outOfDistributionShare >= 0 && outOfDistributionShare <= 1)) {
    throw new RangeError(`The out-of-distribution share is 0 to 1, not ${outOfDistributionShare}.`);
  }
  const random = createSeededRandom(seed);
  const foreignCount = Math.round(count * outOfDistributionShare);
  const taught = drawTaught(random, count - foreignCount);
  return [...taught, ...drawForeign(random, foreignCount)].map((question, index) => ({
    id: `exam-${seed}-${index + 1}`,
    ...question,
  }));
}

function drawTaught(random: SeededRandom, count: number): DrawnQuestion[] {
  const asked = new Set<string>();
  const questions: DrawnQuestion[] = [];
  while (questions.length < count) {
    const question = drawExamQuestion(random);
    if (asked.has(question.prompt) && !tasksThatMayRepeat.has(question.task)) continue;
    asked.add(question.prompt);
    questions.push(question);
  }
  return questions;
}

function drawForeign(random: SeededRandom, count: number): DrawnQuestion[] {
  const left = [...outOfDistributionAnswers];
  if (count > left.length) {
    throw new RangeError(
      `There are ${left.length} out-of-distribution questions, so ${count} cannot be asked.`,
    );
  }
  return Array.from({ length: count }, () => {
    const chosen = random.pick(left);
    left.splice(left.indexOf(chosen), 1);
    const [prompt, gold] = chosen;
    return { task: 'out_of_distribution', prompt, gold, tier: 'out_of_distribution' };
  });
}
