import { expect, it } from 'vitest';
import { differenceWords, effectWords, sizeWords } from './difference-words.ts';

it('shares differ by points, with as many digits as the interval carries', () => {
  expect(effectWords({ difference: 0.021, low: 0.008, high: 0.034 }, 'share')).toBe('+2.1 points [+0.8, +3.4]');
  expect(effectWords({ difference: -0.21, low: -0.4, high: -0.02 }, 'share')).toBe('−21 points [−40, −2]');
});

it('other units stand as they are', () => {
  expect(effectWords({ difference: -120.4, low: -200.1, high: -40.7 }, 'ms')).toBe('−120 ms [−200, −41]');
  expect(differenceWords(0.5, 'stars', 0.2)).toBe('+0.50 stars');
});

it('nothing is +0, and a size has no sign', () => {
  expect(differenceWords(0.00001, 'share', 0.02)).toBe('0.0 points');
  expect([sizeWords(-0.0213, 'share'), sizeWords(1234.5, 'ms')]).toEqual(['2.13 points', '1230 ms']);
});
