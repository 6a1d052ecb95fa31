import type { ExamTask, ExamTier } from '../exam-task.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { createArithmeticPhrasing } from './arithmetic-phrasing.ts';

const phrasing = createArithmeticPhrasing({ signs: ['+'], word: 'plus' });

interface AdditionLevel {
  readonly name: string;
  readonly evalWeight: number;
  readonly tier: ExamTier;
  /** One-digit sums are all taught: there are too few of them to hold any out. */
  readonly heldOut: boolean;
  /** The larger number decides which level a sum belongs to. */
  readonly largest: { readonly from: number; readonly below: number };
  drawNumbers(random: SeededRandom): readonly [left: number, right: number];
}

const levels: readonly AdditionLevel[] = [
  {
    name: 'add1',
    evalWeight: 1,
    tier: 'easy',
    heldOut: false,
    largest: { from: 0, below: 10 },
    drawNumbers: (random) => [random.integer(0, 10), random.integer(0, 10)],
  },
  {
    name: 'add2',
    evalWeight: 2,
    tier: 'mid',
    heldOut: true,
    largest: { from: 10, below: 100 },
    drawNumbers: (random) => [random.integer(10, 100), random.integer(1, 100)],
  },
  {
    name: 'add3',
    evalWeight: 1,
    tier: 'hard',
    heldOut: true,
    largest: { from: 100, below: Infinity },
    drawNumbers: (random) => [random.integer(100, 1000), random.integer(100, 1000)],
  },
];

/**
 * Sums of numbers of one, two and three digits: the tasks add1, add2 and add3.
 *
 * @example additionTasks[1]?.solve('Compute 38 plus 7.') // { answer: '45' }
 */
export const additionTasks: readonly ExamTask[] = levels.map((level) => ({
  name: level.name,
  evalWeight: level.evalWeight,
  ask(random, isHeldOut) {
    let [left, right] = level.drawNumbers(random);
    while (level.heldOut && !isHeldOut(['add', left, right])) {
      [left, right] = level.drawNumbers(random);
    }
    const prompt = phrasing.write(random, left, right);
    return { prompt, gold: String(left + right), tier: level.tier };
  },
  solve(prompt) {
    const numbers = phrasing.read(prompt);
    if (numbers === undefined) return undefined;
    const largest = Math.max(...numbers);
    if (largest < level.largest.from || largest >= level.largest.below) return undefined;
    return { answer: String(numbers[0] + numbers[1]) };
  },
}));
