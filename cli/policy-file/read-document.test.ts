import { expect, test } from 'vitest';
import { readDocument } from './read-document.ts';

test('a value is found by its path, a missing one where it should stand', () => {
  const reading = readDocument('name: x\nstart:\n  rules:\n    - { name: one }\n    - { name: two }\n', 'policy.yaml');
  if (!reading.ok) throw new Error(reading.problems.join());
  expect(reading.value).toEqual({ name: 'x', start: { rules: [{ name: 'one' }, { name: 'two' }] } });
  expect(reading.locate('start.rules.1.name')).toBe('policy.yaml:5:9');
  expect(reading.locate('start.minimumGain')).toBe('policy.yaml:2:1');
  expect(reading.locate('(document)')).toBe('policy.yaml:1:1');
});

test('JSON is found by line and column too, indented by tabs or not at all', () => {
  const reading = readDocument('{\n\t"name": "x",\n\t"accept": {\n\t\t"minimumConfidence": 7\n\t}\n}\n', 'policy.json');
  if (!reading.ok) throw new Error(reading.problems.join());
  expect(reading.locate('accept.minimumConfidence')).toBe('policy.json:4:3');
  const compact = readDocument('{"name":"x","accept":{"minimumConfidence":7}}', 'policy.json');
  if (!compact.ok) throw new Error(compact.problems.join());
  expect(compact.value).toEqual({ name: 'x', accept: { minimumConfidence: 7 } });
});

test('an error of the YAML itself carries its line and column', () => {
  expect(readDocument('name: x\nname: y\n', 'policy.yaml')).toEqual({ ok: false, problems: ['policy.yaml:2:1 Map keys must be unique'] });
});

test('a .json file with what only YAML allows is refused, with the remedy', () => {
  const reading = readDocument('{\n  "name": x\n}\n', 'policy.json');
  expect(reading).toEqual({ ok: false, problems: [expect.stringMatching(/^policy\.json:2:11 This is not JSON, .+\.yaml/)] });
});
