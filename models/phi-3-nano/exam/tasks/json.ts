import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseName, nameChallenge, namePattern } from './choose-name.ts';

const phrasing = createPhrasing(
  [
    'Return JSON with name and age: {name} is {age} years old.',
    'Extract name and age as JSON: {name}, aged {age}.',
  ],
  { name: namePattern, age: '\\d{1,3}' },
);

/** Spaced as it was taught, which JSON.stringify cannot do on one line. */
const spacedJson = (name: string, age: number): string => `{"name": "${name}", "age": ${age}}`;

/**
 * A name and an age read from a sentence and written as JSON.
 *
 * @example json.solve('Extract name and age as JSON: Bob, aged 40.')
 * // { answer: '{"name": "Bob", "age": 40}' }
 */
export const json: ExamTask = {
  name: 'json',
  evalWeight: 1,
  ask(random) {
    const { name, tier } = chooseName(random);
    const age = random.integer(18, 90);
    return { prompt: phrasing.write(random, { name, age }), gold: spacedJson(name, age), tier };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    const answer = spacedJson(found.name, Number(found.age));
    return { answer, challenge: nameChallenge(found.name) };
  },
};
