import { expect, it } from 'vitest';
import { describeQuery } from '../query/describe-query.ts';
import { createGainReader } from './gain-reader.ts';
import { shapeOf, SHAPES } from './question-shape.ts';

const shapeOfText = (content: string) => {
  const reader = createGainReader();
  reader.read(content);
  return shapeOf(reader.counts, describeQuery({ messages: [{ role: 'user', content }], context: [] }));
};

it('tells a question with options from one without, and TeX from plain words', () => {
  const plain = shapeOfText('Which of them is a mammal?');
  const withOptions = shapeOfText('Which of them is a mammal?\nA. trout\nB. whale\nC. eagle');
  const withTex = shapeOfText('Which of $x$ and $y$ is larger?');
  expect(plain).toBe(0);
  expect(withOptions).toBe(1);
  expect(withTex & 8).toBe(8);
  for (const shape of [plain, withOptions, withTex]) expect(shape).toBeLessThan(SHAPES);
});

it('is the same whatever the words are', () => {
  expect(shapeOfText('Who wrote Hamlet?')).toBe(shapeOfText('Who built Rome?'));
});
