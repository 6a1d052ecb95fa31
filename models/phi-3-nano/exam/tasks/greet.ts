import type { ExamTask } from '../exam-task.ts';
import { greetings } from '../knowledge/greetings.ts';

/**
 * The taught reply to a greeting, thanks or a farewell.
 *
 * @example greet.solve('Thanks') // { answer: 'You are welcome!' }
 */
export const greet: ExamTask = {
  name: 'greet',
  evalWeight: 1,
  ask(random) {
    const [prompt, gold] = random.pick([...greetings]);
    return { prompt, gold, tier: 'easy' };
  },
  solve(prompt) {
    const answer = greetings.get(prompt);
    return answer === undefined ? undefined : { answer };
  },
};
