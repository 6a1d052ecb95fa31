import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('is the same text for the same value, however it was written', () => {
  const one = { b: { d: 1, c: [2, { f: 'é"', e: null }] }, a: true };
  const other = JSON.parse('{ "a": true, "b": { "c": [2.0, { "e": null, "f": "\\u00e9\\"" }], "d": 1e0 } }');
  expect(canonicalJson(one)).toBe('{"a":true,"b":{"c":[2,{"e":null,"f":"é\\""}],"d":1}}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
});

it('leaves absent parts out, as JSON does', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
});
