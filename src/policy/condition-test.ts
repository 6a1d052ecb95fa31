// The tests a condition is made of: what may be asked of one field.
import * as v from 'valibot';

export const COUNT = v.pipe(v.number(), v.minValue(0));
export const SHARE = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What can be asked of any field. */
function equalities<Schema extends v.GenericSchema>(value: Schema) {
  return {
    $eq: v.optional(value),
    $ne: v.optional(value),
    $in: v.optional(v.array(value)),
    $nin: v.optional(v.array(value)),
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
      $gt: v.optional(value),
      $gte: v.optional(value),
      $lt: v.optional(value),
      $lte: v.optional(value),
    }),
  ]);
}
