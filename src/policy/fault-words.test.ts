import * as v from 'valibot';
import { expect, it } from 'vitest';
import { faultWords } from './fault-words.ts';

const wordsOf = (schema: v.GenericSchema, input: unknown) => (v.safeParse(schema, input).issues ?? []).map((issue) => faultWords(issue));

it('says what a value must be, and what it is', () => {
  expect(wordsOf(v.pipe(v.number(), v.maxValue(1)), 7)).toEqual(['must be at most 1, not 7']);
  expect(wordsOf(v.pipe(v.number(), v.gtValue(0)), 0)).toEqual(['must be above 0, not 0']);
  expect(wordsOf(v.picklist(['mark', 'withhold']), 'hide')).toEqual(['must be "mark" or "withhold", not "hide"']);
  expect(wordsOf(v.number(), '0.8')).toEqual(['must be a number, not "0.8"']);
  expect(wordsOf(v.array(v.string()), {})).toEqual(['must be a list, not an object of fields']);
});

it('knows a field that is missing from one that doesn’t belong there', () => {
  expect(wordsOf(v.strictObject({ share: v.number() }), { shore: 1 })).toEqual(['is missing', 'is not a field here: look at its spelling and its place']);
});
