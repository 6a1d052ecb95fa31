// The tests a condition is made of: what may be asked of one field.
import * as v from 'valibot';

export const COUNT = v.pipe(v.number(), v.minValue(0));
export const SHARE = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Typed as the schema itself: an editor shows the words, and nothing else changes. */
function described<Schema extends v.GenericSchema>(schema: Schema, words: string): Schema {
  return v.pipe(schema, v.description(words)) as unknown as Schema;
}

/** What can be asked of any field. */
function equalities<Schema extends v.GenericSchema>(value: Schema) {
  return {
    $eq: v.optional(described(value, 'Equal to this.')),
    $ne: v.optional(described(value, 'Anything known but this.')),
    $in: v.optional(described(v.array(value), 'One of these.')),
    $nin: v.optional(described(v.array(value), 'Anything known but these.')),
  };
}

/** One test of a field: a plain value means "equals". */
export function test<Schema extends v.GenericSchema>(value: Schema) {
  return v.union([value, v.strictObject(equalities(value))]);
}

/** One test of a number: `$gt $gte $lt $lte` beside the others. */
export function numberTest<Schema extends v.GenericSchema<number>>(value: Schema) {
  return v.union([
    value,
    v.strictObject({
      ...equalities(value),
      $gt: v.optional(described(value, 'Above this.')),
      $gte: v.optional(described(value, 'This or above.')),
      $lt: v.optional(described(value, 'Below this.')),
      $lte: v.optional(described(value, 'This or below.')),
    }),
  ]);
}
