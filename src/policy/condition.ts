// When a rule applies: a condition over the query's description and the device, as data. matches-condition.ts tests it.
import * as v from 'valibot';
import { COUNT, numberTest, SHARE, test } from './condition-test.ts';
import { LANGUAGE_TIERS, SENSITIVITIES, TASKS } from '../query/query-description.ts';

const fields = {
  promptTokens: v.optional(v.pipe(numberTest(COUNT), v.description('Estimated tokens of the whole prompt.'))),
  contextTokens: v.optional(v.pipe(numberTest(COUNT), v.description('Estimated tokens of the supplied context.'))),
  expectedOutputTokens: v.optional(v.pipe(numberTest(COUNT), v.description('Tokens the answer will probably take.'))),
  turns: v.optional(v.pipe(numberTest(COUNT), v.description('User turns so far.'))),
  language: v.optional(v.pipe(test(v.string()), v.description('ISO 639-1 code, `und` when unknown.'))),
  languageTier: v.optional(v.pipe(test(v.picklist(LANGUAGE_TIERS)), v.description('english, major, other or rare.'))),
  task: v.optional(v.pipe(test(v.picklist(TASKS)), v.description('What is asked for.'))),
  hasCode: v.optional(v.pipe(v.boolean(), v.description('Code stands in the query.'))),
  hasMaths: v.optional(v.pipe(v.boolean(), v.description('Sums or formulas stand in it.'))),
  isQuestion: v.optional(v.pipe(v.boolean(), v.description('It asks, rather than tells.'))),
  knowledgeDemand: v.optional(
    v.pipe(numberTest(SHARE), v.description('How much the answer needs rare facts, 0 to 1.')),
  ),
  needsFreshFacts: v.optional(v.pipe(v.boolean(), v.description('Asks for what changes by the day.'))),
  sensitivity: v.optional(v.pipe(test(v.picklist(SENSITIVITIES)), v.description('Subject where an invention harms.'))),
  batteryLevel: v.optional(v.pipe(numberTest(SHARE), v.description('Battery of the device, 0 to 1; unknown never matches.'))),
} satisfies Record<string, v.GenericSchema>;

type FieldConditions = { [Field in keyof typeof fields]?: v.InferOutput<(typeof fields)[Field]> };

/** All named tests must hold; `$or` needs one of its conditions, `$and` all of them. */
export type Condition = FieldConditions & {
  $or?: Condition[] | undefined;
  $and?: Condition[] | undefined;
};

export const ConditionSchema: v.GenericSchema<unknown, Condition> = v.strictObject({
  ...fields,
  $or: v.optional(v.pipe(v.array(v.lazy(() => ConditionSchema)), v.description('One of these must hold.'))),
  $and: v.optional(v.pipe(v.array(v.lazy(() => ConditionSchema)), v.description('All of these must hold.'))),
}) as v.GenericSchema<unknown, Condition>;
