import { expect, it } from 'vitest';
import { expectFromSigns } from './expect-from-signs.ts';
import { labelsOf, type Labels } from './label.ts';

const label = (device: number, signs: Readonly<Record<string, number>>): Labels => ({ pair: { device: 'small', hosted: 'large' }, device, hosted: 1, signs, deviceHasNoAnswer: false });
/** Where the neighbour is right the device mostly is: three times of four. */
const labels = Array.from({ length: 400 }, (_, index) => label(Number(index % 4 < 3) ^ Number(index >= 200), { 'neighbour right': Number(index < 200) }));
const rows = Int32Array.from(labels.keys());
const device = ({ device: right }: Labels) => right;

it('expects of a model what the others’ answers tell', () => {
  const expected = expectFromSigns(labels, labels.map(() => 'one'), rows, device);
  expect(expected[0]).toBeCloseTo(0.75, 1);
  expect(expected[399]).toBeCloseTo(0.25, 1);
});

it('learns nothing from rows that are not given', () => {
  const sources = labels.map(() => 'one');
  const turned = labels.map((each, index) => (index % 2 === 0 ? each : label(1 - each.device, each.signs)));
  const even = rows.filter((row) => row % 2 === 0);
  const [one, other] = [labels, turned].map((some) => expectFromSigns(some, sources, even, device));
  expect(other).toEqual(one);
});

it('leaves a label as it is where a source has no signs or too few questions', () => {
  const sources = labels.map((_, index) => (index < 40 ? 'few' : 'alone'));
  const some = labels.map((each, index) => (index < 40 ? each : label(each.device, {})));
  expect([...expectFromSigns(some, sources, rows, device)]).toEqual(some.map(device));
});

it('passes over a sign that few questions have, and one that is the same in all', () => {
  const some = labels.map((each, index) => label(each.device, { ...each.signs, 'always so': 3, ...(index < 20 && { 'seldom there': each.device }) }));
  const sources = labels.map(() => 'one');
  expect(expectFromSigns(some, sources, rows, device)).toEqual(expectFromSigns(labels, sources, rows, device));
});

it('takes for a sign what the others answered and how every output looks, never whether the pair was right', () => {
  const results = {
    small: { quality: 0, hasNoAnswer: true, characters: 900 },
    large: { quality: 1, hasNoAnswer: false },
    neighbour: { quality: 1, hasNoAnswer: false, characters: 99 },
  };
  const { signs = {} } = labelsOf({ id: 'q', source: 's', task: 't', prompt: 'p', group: 'g', results }, [{ device: 'small', hosted: 'large' }]) ?? {};
  expect(Object.keys(signs).toSorted()).toEqual(['large without an answer', 'neighbour length', 'neighbour right', 'neighbour without an answer', 'small length', 'small without an answer']);
  expect(signs['neighbour length']).toBeCloseTo(Math.log(100), 9);
});
