import { expect, it } from 'vitest';
import { replaceSection, writeFigures } from './write-figures.ts';

const summary = { questions: 40, accuracy: 0.875, auroc: Number.NaN, calibrationError: 0.0349, tokens: 12.4 };

it('writes a row with the three measures of the three kinds of weights, and a dash for what isn’t defined', () => {
  const table = writeFigures('tier', [{ name: 'easy', byDtype: { fp32: summary, q8: summary, q4: { ...summary, accuracy: 0.85 } } }]);
  expect(table.split('\n')).toEqual([
    '| tier | questions | tokens | accuracy fp32 | q8 | q4 | AUROC fp32 | q8 | q4 | ECE fp32 | q8 | q4 |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    '| easy | 40 | 12 | 0.875 | 0.875 | 0.850 | – | – | – | 0.03 | 0.03 | 0.03 |',
  ]);
});

it('replaces what stands between the marks of a section, and nothing else', () => {
  expect(replaceSection('a\n<!-- x -->\nold\n<!-- end of x -->\nb', 'x', 'new')).toBe('a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb');
  expect(() => replaceSection('a', 'x', 'new')).toThrow('no section');
});
