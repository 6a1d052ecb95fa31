import { describe, expect, it } from 'vitest';
import { othersOf, thresholdFor } from './leave-one-out.ts';

describe('leaving one seed out', () => {
  it('gives each seed what the others have, and nothing of its own', () => {
    expect(othersOf([[1, 2], [3], [4]])).toEqual([[3, 4], [1, 2, 4], [1, 2, 3]]);
  });

  it('takes the confidence below which the share lies', () => {
    const confidences = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) / 100);
    expect(thresholdFor(0.2, confidences)).toBe(0.2);
    expect(confidences.filter((confidence) => confidence < thresholdFor(0.3, confidences))).toHaveLength(30);
  });

  it('hands equal confidences up together or not at all, whichever comes nearer', () => {
    expect(thresholdFor(0.25, [0.1, 0.5, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9])).toBe(0.5);
    expect(thresholdFor(0.4, [0.1, 0.5, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9])).toBe(0.9);
  });

  it('takes confidences alike that the decision takes alike', () => {
    expect(thresholdFor(0.5, [0.3, 0.3 + 1e-12])).toBe(0.3);
  });

  it('asks for certainty when everything goes up', () => {
    expect(thresholdFor(1, [0.2, 0.4])).toBe(1);
    expect(thresholdFor(0.2, [])).toBe(1);
  });
});
