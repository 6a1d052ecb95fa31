import type { AskedQuestion } from './exam-task.ts';
import { examTasks } from './exam-tasks.ts';
import { isHeldOut } from './held-out.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A question and the name of the task that asked it. */
export interface DrawnQuestion extends AskedQuestion {
  readonly task: string;
}

/**
 * Draws one question from what the model was taught: a task by its weight, then a held-out
 * question of it. Draws are independent, so a prompt can come twice.
 *
 * @example drawExamQuestion(createSeededRandom(1)).prompt
 */
export function drawExamQuestion(random: SeededRandom): DrawnQuestion {
  const task = random.pickWeighted(examTasks, ({ evalWeight }) => evalWeight);
  return { task: task.name, ...task.ask(random, isHeldOut) };
}
