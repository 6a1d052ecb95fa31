import { expect, it } from 'vitest';
import policySchema from '../../policies/policy.schema.json' with { type: 'json' };
import { withSuggestion, type FieldSchema } from './suggest-field.ts';

const words = (path: string) => withSuggestion(policySchema as FieldSchema, path, 'is not a field here: look at its spelling and its place');

it.each([
  ['start.minimunGain', 'is not a field here: did you mean minimumGain?'],
  ['start.rules.0.wen', 'is not a field here: did you mean when?'],
  ['hosted.models.2.inputMicroUSDPerToken', 'is not a field here: did you mean inputMicroUsdPerToken?'],
  ['strat', 'is not a field here: did you mean start?'],
  ['minimumConfidence', 'is not a field here: it belongs in accept'],
  ['accept.promise.shareHosted', 'is not a field here: it doesn’t go together with those beside it'],
  ['accept.budget', 'is not a field here: it belongs at the top of the file, not within another field'],
])('%s %s', (path, said) => {
  expect(words(path)).toBe(said);
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s, which every object of JavaScript has, is nowhere a field', (name) => {
  expect(words(`accept.${name}`)).toMatch(/^is not a field here: these are: .*minimumConfidence/);
  expect(words(`${name}.minimumGain`)).toBe('is not a field here: it belongs in start');
});

it('names what there is where nothing is alike', () => {
  expect(words('budget.zzzzzzzzzzz')).toMatch(/^is not a field here: these are: .*totalMs/);
});

it('leaves other faults as they are', () => {
  expect(withSuggestion(policySchema as FieldSchema, 'accept.minimumConfidence', 'must be at most 1, not 7')).toBe('must be at most 1, not 7');
});
