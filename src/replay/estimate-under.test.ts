import { expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { estimateUnder } from './estimate-under.ts';

const builtIn = loadDefaultPolicy();
const naming = (sha256: string) => ({ ...builtIn, start: { ...builtIn.start, gainModel: { sha256 } } });
const [one, other] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string];
const estimate = { gain: 0.3, deviceRight: 0.5, hostedRight: 0.8, familiarity: 1, isFamiliar: true };

it('takes a recorded estimate for what it is: that of one artefact', () => {
  expect(estimateUnder({ ...estimate, model: one }, naming(one))).toMatchObject(estimate);
  expect(estimateUnder({ ...estimate, model: one }, naming(other))).toBeUndefined();
  expect(estimateUnder({ ...estimate, model: one }, builtIn)).toBeUndefined();
  expect(estimateUnder(undefined, naming(one))).toBeUndefined();
});

it('takes one from before artefacts were named as that of the policy that names any', () => {
  expect(estimateUnder(estimate, naming(one))).toEqual(estimate);
  expect(estimateUnder(estimate, builtIn)).toBeUndefined();
});
