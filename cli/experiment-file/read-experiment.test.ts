import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ExperimentSchema, type Experiment } from '../../src/experiment/experiment.ts';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { experimentFaults, readVariant } from './read-experiment.ts';

const sound = v.parse(ExperimentSchema, {
  schemaVersion: 1,
  key: 'lower-bar',
  variants: [{ name: 'a', policy: 'a.yaml' }, { name: 'b', policy: 'b.yaml' }],
  primary: 'answered',
});
const faultsOf = (changed: Partial<Experiment>) => experimentFaults({ ...sound, ...changed });
const variants = (...weights: readonly (number | undefined)[]) => weights.map((weight, index) => ({ name: 'abcde'[index]!, policy: 'a.yaml', weight }));

describe('what the schema of an experiment can’t say', () => {
  it('finds nothing in a sound one', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ variants: variants(0.1, 0.9) })).toEqual([]);
  });

  it('names a metric that isn’t declared, wherever it stands', () => {
    expect(faultsOf({ primary: 'points' })).toEqual([expect.stringMatching(/^points is no metric: declare it under metrics, or take one of .*answered/)]);
    expect(faultsOf({ guardrails: [{ metric: 'points', margin: 0.1 }] })).toHaveLength(1);
  });

  it('wants names apart and weights that add up', () => {
    expect(faultsOf({ variants: [...sound.variants, ...sound.variants] })).toHaveLength(2);
    expect(faultsOf({ variants: variants(0.5, undefined) })).toEqual([expect.stringContaining('give all of them one, or none')]);
    expect(faultsOf({ variants: variants(0.5, 0.4) })).toEqual(['The weights must add up to 1.']);
  });
});

it('says what to do about a policy that isn’t there yet', async () => {
  await expect(readVariant('candidate.yaml', 'edge/experiment.yaml', recordedTerminal())).rejects.toThrow('edge/experiment.yaml compares edge/candidate.yaml, and there is no such file: copy the policy');
});
