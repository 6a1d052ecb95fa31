import { expect, it } from 'vitest';
import { describeDeploymentChange } from './describe-deployment-change.ts';

const names = { policy: (hash: string) => hash.slice(0, 12), moment: (unixMs: number) => `moment ${unixMs}` };
const policy = 'cab227aa3864'.padEnd(64, '0');

it('says what was done to which policy or experiment, in the reader’s own names', () => {
  expect(describeDeploymentChange({ kind: 'ramp', policy, coverage: 0.05 }, names)).toBe('Rolled out cab227aa3864 to 5 % of units');
  expect(describeDeploymentChange({ kind: 'ramp', policy, coverage: 1 }, { ...names, policy: () => 'careful' })).toBe('Made careful the default');
  expect(describeDeploymentChange({ kind: 'stop_experiment', key: 'lower-bar', ship: 'b' }, names)).toBe('Stopped the experiment lower-bar and shipped b');
  expect(describeDeploymentChange({ kind: 'expire', notAfter: 0 }, names)).toBe('Let it expire on moment 0');
});
