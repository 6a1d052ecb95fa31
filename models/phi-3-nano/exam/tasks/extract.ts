import type { ExamTask } from '../exam-task.ts';
import { capitals } from '../knowledge/capitals.ts';
import { everyday } from '../knowledge/everyday.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseName, nameChallenge, namePattern } from './choose-name.ts';

/** Famous cities only: the task is to read, not to know. */
const cities = capitals.slice(0, 30).map(([, city]) => city);

const aspects = ['name', 'city', 'age'] as const;

const phrasing = createPhrasing(
  [
    '{name} is {age} years old and lives in {city}. What is the {aspect}?',
    'My name is {name}, I live in {city} and I am {age}. What is the {aspect}?',
    '{name} from {city} turned {age} and ordered {food}. What is the {aspect}?',
  ],
  {
    name: namePattern,
    age: '\\d{1,3}',
    city: '[A-Z][A-Za-z ]{1,40}',
    food: '[a-z]{1,20}',
    aspect: aspects.join('|'),
  },
);

/**
 * A name, a city or an age read from a sentence about somebody.
 *
 * @example extract.solve('Bob is 40 years old and lives in Rome. What is the age?')
 * // { answer: '40' }
 */
export const extract: ExamTask = {
  name: 'extract',
  evalWeight: 1,
  ask(random) {
    const { name, tier } = chooseName(random);
    const facts = { name, city: random.pick(cities), age: random.integer(18, 90) };
    const aspect = random.pick(aspects);
    const prompt = phrasing.write(random, { ...facts, food: random.pick(everyday.foods), aspect });
    return { prompt, gold: String(facts[aspect]), tier };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    const aspect = aspects.find((candidate) => candidate === found?.aspect);
    if (found === undefined || aspect === undefined) return undefined;
    return { answer: found[aspect], challenge: nameChallenge(found.name) };
  },
};
