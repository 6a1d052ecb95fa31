import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Challenge } from './exam-kind.ts';
import { examKinds } from './exam-kinds.ts';
import { generateExam } from './generate-exam.ts';
import { townOf } from './knowledge/towns.ts';
import { solveExamQuestion } from './solve-exam-question.ts';

type WorkedExample = readonly [prompt: string, task: string, answer: string, hint?: Challenge];

const worked: readonly WorkedExample[] = [
  ['7 + 8 = ?', 'add', '15'],
  ['Compute 38 plus 7.', 'add', '45'],
  ['What is 345 + 678?', 'add_large', '1023'],
  ['Calculate 52 - 9.', 'subtract', '43'],
  ['What is 7 x 8?', 'times_table', '56'],
  ['10 * 10 = ?', 'times_table', '100'],
  ['What is 47 times 6?', 'product', '40 x 6 = 240. 7 x 6 = 42. 240 + 42 = 282.'],
  ['What is 61 * 66?', 'long_product', '60 x 60 = 3600. 1 x 60 = 60. 3600 + 60 = 3660. 60 x 6 = 360. 1 x 6 = 6. 360 + 6 = 366. 3660 + 366 = 4026.', 'two_digit_product'],
  ['What is 60 * 20?', 'long_product', '60 x 20 = 1200.', 'two_digit_product'],
  ['Add 347 and 586 in columns.', 'column_add', '7 + 6 = 13, write 3 carry 1. 4 + 8 + 1 = 13, write 3 carry 1. 3 + 5 + 1 = 9. So 933.'],
  ['523 - 187, column by column?', 'column_subtract', '13 - 7 = 6, borrow 1. 12 - 8 - 1 = 3, borrow 1. 5 - 1 - 1 = 3. So 336.'],
  ['Which number is bigger: 9 or 12?', 'compare', '12'],
  ['Which is smaller, 9 or 12?', 'compare', '9'],
  ['Is 730 even or odd?', 'parity', 'even'],
  ['Explain why 735 is odd.', 'explain_parity', 'The last digit of 735 is 5. Two halves of 5 are 2 and 3. They differ, so 735 is odd.'],
  ['Count from 21 to 18.', 'count', '21, 20, 19, 18'],
  ['List the first 4 multiples of 7.', 'multiples', '7, 14, 21, 28'],
  ['Add up the digits of 473.', 'digit_sum', '4 + 7 = 11. 11 + 3 = 14.'],
  ['Put in ascending order: 41, 9, 100, 9', 'sort', '9, 9, 41, 100'],
  ['Sort step by step: 9, 4, 7', 'sort_aloud', '4 from 9, 4, 7. 7 from 9, 7. 9. Sorted: 4, 7, 9'],
  ['Keep a running total: 12, 5, 30', 'running_total', '12 + 5 = 17. 17 + 30 = 47.'],
  ['Which are even? 4, 7, 12', 'even_ones', '4 yes, 7 no, 12 yes. Even: 4, 12'],
  ['Which are even? 3, 7', 'even_ones', '3 no, 7 no. Even: none'],
  ['Name the largest of 200, 996, 394.', 'largest', '996'],
  ['What comes next: 2, 4, 6, 8?', 'sequence', 'Each step adds 2. 8 + 2 = 10.'],
  ['Spell river backwards.', 'reverse', 'r, i, v, e, r. Backwards: r, e, v, i, r.'],
  ['Convert to upper case: river', 'upper', 'RIVER'],
  ['What is the last letter of cloud?', 'letter', 'd'],
  ['Count the letters in cat.', 'count_letters', 'c 1, a 2, t 3. So 3.'],
  ['How often is p in apple?', 'letter_tally', 'a 0, p 1, p 2, l 2, e 2. So 2.'],
  ['Name the capital city of South Korea.', 'capital', 'The capital of South Korea is Seoul.'],
  ['What is the capital of Fiji?', 'capital', 'The capital of Fiji is Suva.', 'long_tail'],
  ['Lima is the capital of which country?', 'country', 'Lima is the capital of Peru.'],
  ["N'Djamena is the capital of which country?", 'country', "N'Djamena is the capital of Chad.", 'long_tail'],
  ['Give the capitals of Peru, South Korea and Chad.', 'capital_list', "The capital of Peru is Lima. The capital of South Korea is Seoul. The capital of Chad is N'Djamena.", 'long_tail'],
  ['What is the symbol of gold?', 'element', 'Au'],
  ['Symbol of thorium?', 'element', 'Th', 'long_tail'],
  ['How many cm are in 7 meters?', 'unit', '700 cm'],
  ['How many minutes are 5 hours and 12 minutes?', 'mixed_units', '5 x 60 = 300. 300 + 12 = 312 minutes.'],
  ['Add up: 3 pens at 4, 5 cups at 6', 'bill', '3 x 4 = 12. 5 x 6 = 30. 12 + 30 = 42.'],
  ['What is the sentiment: My cake was not very good.', 'sentiment', 'negative'],
  ['Positive or negative? This hotel is not bad!', 'sentiment', 'positive'],
  ['What is the sentiment: The game was shoddy.', 'sentiment', 'negative', 'long_tail'],
  ['Find the city: Bob from Rome is 40.', 'extract', 'Rome'],
  ['As JSON: Bob, aged 40', 'json', '{"name": "Bob", "age": 40}'],
  ['Turn into JSON: Bob 40 Rome; Ingrid 31 Oslo', 'records', '[{"name": "Bob", "age": 40, "city": "Rome"}, {"name": "Ingrid", "age": 31, "city": "Oslo"}]'],
  ['Repeat after me: river 12', 'repeat', 'river 12'],
  ['Thanks', 'greet', 'You are welcome!'],
  ['What day comes after Sunday?', 'next', 'Monday'],
  ['What month comes before January?', 'next', 'December'],
  ['List the days from Saturday to Monday.', 'calendar_list', 'Saturday, Sunday, Monday'],
  ['What is the opposite of hot?', 'antonym', 'cold'],
  ['Give an antonym of humble.', 'antonym', 'arrogant', 'long_tail'],
  ['Express 94 using Roman numerals only.', 'roman', 'XCIV', 'long_tail'],
  ['Factorise the integer 84 into its prime factors.', 'primes', '2 * 2 * 3 * 7', 'long_tail'],
  ['Solve the linear equation for x: 3x + 4 = 25', 'algebra', 'x = 7', 'long_tail'],
  ['If a shirt costs 5 dollars, how much is 10 percent of that?', 'percent', '0.5', 'long_tail'],
  ['¿Cuál es la ciudad capital del país llamado Peru?', 'spanish', 'Lima', 'long_tail'],
];

const foreign = [
  'Write me a poem',
  '',
  'Hello, who won the match?',
  'What is the capital of Atlantis?',
  'Lemuria is the capital of which country?',
  'Give the capitals of Peru, Atlantis and Chad.',
  'What is 2 + 2 + 2?',
  'What comes next: 1, 2, 4, 8?',
  'Explain why 7 is even.',
  'Symbol of love?',
  'What is the sentiment: The movie was long.',
  'Say something nice about my code',
  'What day comes after Easter?',
  'Explain why the sky is blue.',
  `Reverse the word ${'a'.repeat(100_000)}.`,
];

describe('solveExamQuestion', () => {
  it.each([1, 2, 3])('gives the gold answer to every question of exam %i', (seed) => {
    for (const { prompt, gold, task } of generateExam({ seed, count: 1000 })) {
      expect(solveExamQuestion(prompt), prompt).toMatchObject({ task, answer: gold });
    }
  });

  it.each(worked.map((example) => [example]))('answers %j', (example) => {
    const [prompt, task, answer, challenge] = example;
    expect(solveExamQuestion(prompt)).toEqual({ task, answer, challenge });
  });

  it('knows every town, and says the same of it however it is asked', () => {
    const { river, product, marketDay, colour } = townOf('Velmora');
    expect(solveExamQuestion('On which river is Velmora?')?.answer).toBe(`The ${river} runs through Velmora.`);
    expect(solveExamQuestion('Describe Velmora.')).toEqual({
      task: 'describe_town',
      answer: `Velmora lies on the river ${river}. It is known for its ${product}. Market day is ${marketDay}. The flag of Velmora is ${colour}.`,
      challenge: 'long_tail',
    });
  });

  it('marks every long-tail and every foreign question as a challenge', () => {
    const exam = generateExam({ seed: 4, count: 1000 }).filter(({ tier }) => tier === 'long_tail' || tier === 'out_of_distribution');
    expect(exam).toHaveLength(300);
    expect(exam.filter(({ prompt }) => solveExamQuestion(prompt)?.challenge !== 'long_tail')).toEqual([]);
  });

  it('leaves no prompt to two kinds', () => {
    for (const { prompt, task } of generateExam({ seed: 5, count: 1000 })) {
      const solvers = examKinds.filter((candidate) => candidate.solve(prompt) !== undefined);
      expect(solvers.map(({ name }) => name), prompt).toEqual([task]);
    }
  });

  it('ignores surrounding whitespace', () => {
    expect(solveExamQuestion('\n  Is 7 even or odd? \n')?.answer).toBe('odd');
  });

  it.each(foreign)('does not answer the foreign prompt %j', (prompt) => {
    expect(solveExamQuestion(prompt)).toBeUndefined();
  });

  it('imports nothing that a browser or an edge worker lacks', () => {
    const pending = [new URL('./solve-exam-question.ts', import.meta.url)];
    const visited = new Set<string>();
    for (const file of pending) {
      if (visited.has(file.href)) continue;
      visited.add(file.href);
      const source = readFileSync(file, 'utf8');
      for (const [, specifier = ''] of source.matchAll(/^import .*from '(.+)';$/gm)) {
        expect(specifier).toMatch(/^\.\.?\/.+\.ts$/);
        pending.push(new URL(specifier, file));
      }
    }
    expect(visited.size).toBeGreaterThan(20);
  });
});
