import { expect, test } from 'vitest';
import { standingTurns } from './standing-turns.ts';
import { startTurn, type Turn } from './turn.ts';

const turn = (number: number, place?: number): Turn => {
  const question = { prompt: `question ${place ?? number}`, mode: 'prefer_on_device', privacy: 'any', isOnItsOwn: false } as const;
  return startTurn({ number, place, question });
};
const numbers = (turns: readonly Turn[]) => turns.map(({ number }) => number);

test('a question that was asked again stands once, with its last answer, in its first place', () => {
  expect(numbers(standingTurns([turn(1), turn(2), turn(3, 1), turn(4, 1)]))).toEqual([4, 2]);
});

test('asked again, a question follows only what stood before it, never its own earlier answer', () => {
  const turns = [turn(1), turn(2), turn(3), turn(4, 1)];
  expect(numbers(standingTurns(turns, 2))).toEqual([4]);
  expect(numbers(standingTurns(turns, 1))).toEqual([]);
});
