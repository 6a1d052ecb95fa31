import { expect, it } from 'vitest';
import { summariseAnswers } from './summarise-answers.ts';

const answer = (isRight: boolean, confidence: number, tokens = 4) => ({ isRight, confidence, tokens, isComplete: true });
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

it('counts what is right, how long it is and how well confidence ranks it', () => {
  const summary = summariseAnswers([answer(true, 0.9, 2), answer(true, 0.6, 4), answer(false, 0.7, 6), answer(false, 0.1, 8)]);
  expect(summary).toMatchObject({ questions: 4, accuracy: 0.5, auroc: 0.75, tokens: 5 });
});

it('finds no calibration error where of those with 0.75 three in four are right, and 0.25 where all are', () => {
  const calibrated = [...times(30, answer(true, 0.75)), ...times(10, answer(false, 0.75))];
  expect(summariseAnswers(calibrated.slice(5, 25)).calibrationError).toBeCloseTo(0.25);
  expect(summariseAnswers(times(10, [answer(true, 0.75), answer(true, 0.75), answer(true, 0.75), answer(false, 0.75)]).flat()).calibrationError).toBeCloseTo(0);
});

it('doesn’t let overconfidence in one bin make up for underconfidence in another', () => {
  const answers = [...times(20, answer(true, 0.4)), ...times(20, answer(false, 0.6))];
  expect(summariseAnswers(answers).calibrationError).toBeCloseTo(0.6);
});
