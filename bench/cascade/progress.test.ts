import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

it('tells no time before anything was asked, then what is left at the pace so far, over all pages', () => {
  const progress = createProgress({ device: 1000, hosted: 1000 }, 2);
  expect(progress.text()).toBe('0 %');
  progress.answered('device', 100, 40);
  // 900 × 0.4 s, and 1,000 at a quarter of that, by two pages.
  expect(progress.text()).toBe('5 % · about 4 min left');
  progress.answered('hosted', 500, 5);
  expect(progress.text()).toBe('30 % · about 3 min left');
});

it('waits for nothing that a record holds', () => {
  const progress = createProgress({ device: 100, hosted: 100 }, 1);
  progress.skipped('device', 100);
  expect(progress.text()).toBe('50 %');
  expect(progress.skippedShare()).toBe(0.5);
  progress.answered('hosted', 50, 5);
  expect(progress.text()).toBe('75 % · about 5 s left');
});
