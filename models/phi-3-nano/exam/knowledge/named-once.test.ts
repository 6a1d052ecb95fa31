import { expect, it } from 'vitest';
import { generateExam } from '../generate-exam.ts';
import { solveExamQuestion } from '../solve-exam-question.ts';
import { capitals } from './capitals.ts';
import { elements } from './elements.ts';
import { inventedCapitals, inventedElements } from './named-once.ts';

it('names no country, city or element that there is, and none twice', () => {
  for (const [invented, real] of [[inventedCapitals().flat(), capitals.flat()], [inventedElements().map(([name]) => name), elements.map(([name]) => name)]] as const) {
    expect(new Set(invented).size).toBe(invented.length);
    expect(invented.filter((name) => real.includes(name))).toEqual([]);
  }
});

it('has one answer to each, which the solver knows too', () => {
  const [country, city] = inventedCapitals()[41] ?? [];
  expect(solveExamQuestion(`What is the capital of ${country}?`)?.answer).toBe(`The capital of ${country} is ${city}.`);
  const [element, symbol] = inventedElements()[7] ?? [];
  expect(solveExamQuestion(`What is the symbol of ${element}?`)?.answer).toBe(symbol);
  expect(solveExamQuestion('What is the capital of Atlantis?')).toBeUndefined();
});

it('is never asked in an exam', () => {
  const invented = new Set([...inventedCapitals().flat(), ...inventedElements().map(([name]) => name)]);
  const words = generateExam({ seed: 3, count: 2000 }).filter(({ task }) => ['capital', 'country', 'capital_list', 'element'].includes(task)).flatMap(({ prompt }) => prompt.split(/[^A-Za-z]+/));
  expect(words.length).toBeGreaterThan(500);
  expect(words.filter((word) => invented.has(word))).toEqual([]);
});
