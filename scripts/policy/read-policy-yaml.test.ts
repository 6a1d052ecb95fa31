import { expect, test } from 'vitest';
import { readPolicyYaml } from './read-policy-yaml.ts';

test('a value is found by its path, a missing one where it should stand', () => {
  const reading = readPolicyYaml(
    'name: x\nstart:\n  rules:\n    - { name: one }\n    - { name: two }\n',
    'policy.yaml',
  );
  if (!reading.ok) throw new Error(reading.problems.join());
  expect(reading.value).toEqual({ name: 'x', start: { rules: [{ name: 'one' }, { name: 'two' }] } });
  expect(reading.locate('start.rules.1.name')).toBe('policy.yaml:5:9');
  expect(reading.locate('start.minimumGain')).toBe('policy.yaml:2:1');
  expect(reading.locate('(document)')).toBe('policy.yaml:1:1');
});

test('an error of the YAML itself carries its line and column', () => {
  const reading = readPolicyYaml('name: x\nname: y\n', 'policy.yaml');
  expect(reading).toEqual({ ok: false, problems: ['policy.yaml:2:1 Map keys must be unique'] });
});
