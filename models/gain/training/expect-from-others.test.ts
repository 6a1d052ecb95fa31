import { expect, it } from 'vitest';
import { expectFromOthers } from './expect-from-others.ts';
import type { Labels } from './label.ts';

const label = (device: number, others: Readonly<Record<string, number>>): Labels => ({ pair: { device: 'small', hosted: 'large' }, device, hosted: 1, others, deviceHasNoAnswer: false });
/** Where the neighbour is right the device mostly is: three times of four. */
const labels = Array.from({ length: 400 }, (_, index) => label(Number(index % 4 < 3) ^ Number(index >= 200), { neighbour: Number(index < 200) }));
const rows = Int32Array.from(labels.keys());
const device = ({ device: right }: Labels) => right;

it('expects of a model what the others’ answers tell', () => {
  const expected = expectFromOthers(labels, labels.map(() => 'one'), rows, device);
  expect(expected[0]).toBeCloseTo(0.75, 1);
  expect(expected[399]).toBeCloseTo(0.25, 1);
});

it('learns nothing from rows that are not given', () => {
  const sources = labels.map(() => 'one');
  const turned = labels.map((each, index) => (index % 2 === 0 ? each : label(1 - each.device, each.others)));
  const even = rows.filter((row) => row % 2 === 0);
  const [one, other] = [labels, turned].map((some) => expectFromOthers(some, sources, even, device));
  expect(other).toEqual(one);
});

it('leaves a label as it is where a source has no other models or too few questions', () => {
  const sources = labels.map((_, index) => (index < 40 ? 'few' : 'alone'));
  const some = labels.map((each, index) => (index < 40 ? each : label(each.device, {})));
  expect([...expectFromOthers(some, sources, rows, device)]).toEqual(some.map(device));
});
