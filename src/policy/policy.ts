// The rules as data: one document, the same for browser, edge and command line. policies/default.yaml is the commented one.
import * as v from 'valibot';
import { TASKS } from '../query/query-description.ts';
import { ConditionSchema } from './condition.ts';
import { DeviceConditionSchema } from './device-condition.ts';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Milliseconds = v.pipe(v.number(), v.minValue(0));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use lower-case letters, digits and dashes, at most 64'));

/** A hosted model's name: `<provider>/<model>`. */
const ModelName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]*\/[^\s/][^\s]{0,127}$/i, 'name it <provider>/<model>, like openai/gpt-4o-mini'),
);

const BudgetSchema = v.strictObject({
  firstTokenMs: v.optional(v.pipe(Milliseconds, v.description('Milliseconds until the first visible token.'))),
  totalMs: v.optional(v.pipe(Milliseconds, v.description('Milliseconds until the last token.'))),
  costMicroUsd: v.optional(
    v.pipe(v.number(), v.minValue(0), v.description('Millionths of a US dollar one query may cost.')),
  ),
});

const RuleSchema = v.strictObject({
  name: v.pipe(Name, v.description('Shown with every decision this rule takes.')),
  when: v.pipe(ConditionSchema, v.description('All tests must hold.')),
  route: v.pipe(v.picklist(['device', 'hosted']), v.description('Where the answer starts.')),
});

/** The AI SDK's names for the same limits. */
const TimeoutSchema = v.strictObject({
  firstChunkMs: v.optional(v.pipe(Milliseconds, v.description('Milliseconds until the first text, however much is left of the budget.'))),
  chunkMs: v.optional(v.pipe(Milliseconds, v.description('Milliseconds between two pieces of text.'))),
});

const PromisedShare = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));
const Certainty = v.optional(v.pipe(PromisedShare, v.description('How surely it holds; 0.95 by default.')));

/** Resolved on the device against the calibration of the model that runs there. */
const PromiseSchema = v.union([
  v.strictObject({ wrongKept: v.pipe(PromisedShare, v.description('Of all queries that the device answers, at most this share is kept and wrong.')), confidence: Certainty }),
  v.strictObject({ worseThanHosted: v.pipe(PromisedShare, v.description('Of all queries that the device answers, at most this share is kept and wrong though a hosted model is right.')), confidence: Certainty }),
  v.strictObject({ wrongAmongKept: v.pipe(PromisedShare, v.description('Of all that are kept, at most this share is wrong.')), confidence: Certainty }),
  v.strictObject({ shareHosted: v.pipe(Share, v.description('Of all queries that the device answers, at most this share is handed up.')) }),
  v.strictObject({ costPerThousandMicroUsd: v.pipe(v.number(), v.minValue(0), v.description('Millionths of a US dollar that hand-ups cost in a thousand queries.')) }),
]);

const RefusalSchema = v.strictObject({
  name: v.pipe(Name, v.description('Shown with the refusal.')),
  when: v.pipe(DeviceConditionSchema, v.description('All tests must hold.')),
  backend: v.optional(v.pipe(v.picklist(['webgpu', 'wasm']), v.description('Refuse this backend alone; without it the model as a whole.'))),
  because: v.pipe(v.string(), v.maxLength(200), v.description('The sentence a person reads.')),
});

const SafetyRuleSchema = v.strictObject({
  name: v.pipe(Name, v.description('Shown with every answer this rule decides.')),
  on: v.pipe(v.picklist(['input', 'output', 'both']), v.description('What is looked at: the question, the answer, or both.')),
  contains: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))),
    v.minLength(1),
    v.maxLength(500),
    v.description('Words or phrases, whatever their case; any one of them.'),
  ),
  action: v.pipe(v.picklist(['hand_up', 'refuse']), v.description('Let a hosted model answer, or nobody.')),
});

const HostedModelSchema = v.strictObject({
  id: v.pipe(ModelName, v.description('<provider>/<model>; used only where its provider is configured.')),
  catalog: v.optional(v.pipe(v.string(), v.description('Entry of src/catalog whose published scores are its priors.'))),
  inputMicroUsdPerToken: v.pipe(v.number(), v.minValue(0), v.description('US dollars per million prompt tokens.')),
  outputMicroUsdPerToken: v.pipe(v.number(), v.minValue(0), v.description('US dollars per million answer tokens.')),
  firstTokenMs: v.pipe(Milliseconds, v.description('Usual time to the first token, until measured.')),
  tokensPerSecond: v.pipe(v.number(), v.gtValue(0), v.description('Usual decoding rate, until measured.')),
  quality: v.optional(
    v.pipe(
      v.strictObject({
        overall: v.optional(v.pipe(Share, v.description('Where nothing is said of the task and nothing is published.'))),
        ...(Object.fromEntries(TASKS.map((task) => [task, v.optional(v.pipe(Share, v.description(`On queries of the task ${task}.`)))])) as unknown as Record<
          (typeof TASKS)[number],
          v.OptionalSchema<typeof Share, undefined>
        >),
      }),
      v.description('Your own estimate of P(acceptable answer). One for a task goes before the catalog, the overall one stands where nothing is published.'),
    ),
  ),
});

export const PolicySchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.pipe(v.string(), v.description('This schema, for editors; no part of the policy’s name.'))),
    schemaVersion: v.pipe(v.literal(1), v.description('The version of this format.')),
    name: v.pipe(Name, v.description('The policy is reachable as the model name phirst/<name>.')),
    description: v.optional(v.pipe(v.string(), v.description('What it is for, for people.'))),
    start: v.pipe(
      v.strictObject({
        minimumGain: v.pipe(
          Share,
          v.description('Skip the device when a hosted model is expected to be right this much more often.'),
        ),
        gainModel: v.optional(
          v.pipe(
            v.strictObject({
              sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'use the 64 hexadecimal digits of the artefact’s SHA-256'), v.description('Of the artefact: a model’s name is its content.')),
              whenUnfamiliar: v.optional(
                v.pipe(
                  v.picklist(['prior', 'hosted']),
                  v.description('A question unlike those of its training: decided by the prior of its task (the default), or left to a hosted model.'),
                ),
              ),
            }),
            v.description('A fitted model of the gain, for the device model it was fitted for; without it, or while it is not there, published scores tell the gain.'),
          ),
        ),
        lowBattery: v.optional(
          v.pipe(
            v.strictObject({
              below: v.pipe(Share, v.description('The battery is low below this, 0 to 1.')),
              minimumGain: v.pipe(Share, v.description('Stands in for start.minimumGain.')),
              maximumOutputTokens: v.optional(
                v.pipe(Count, v.description('Longer answers are left to a hosted model.')),
              ),
            }),
            v.description('What holds instead while the battery is low.'),
          ),
        ),
        rules: v.pipe(v.array(RuleSchema), v.description('The first rule that applies decides.')),
      }),
      v.description('Where an answer starts.'),
    ),
    watch: v.pipe(
      v.strictObject({
        minimumTokens: v.pipe(Count, v.description('Nothing is decided before so many tokens.')),
        escalateBelow: v.pipe(Share, v.description('Hand up mid-answer when the confidence falls below this.')),
      }),
      v.description('While the device is answering.'),
    ),
    accept: v.pipe(
      v.strictObject({
        minimumConfidence: v.pipe(Share, v.description('Keep the device\'s answer from this confidence on; at 1 nothing is sure enough.')),
        promise: v.optional(
          v.pipe(PromiseSchema, v.description('Stands in for minimumConfidence where the device\'s calibration can carry it. One about wrong answers that it can\'t carry hands everything up.')),
        ),
        byWorth: v.optional(
          v.pipe(v.boolean(), v.description('Decide calibrated answers by worth instead of minimumConfidence: one goes up where a hosted answer is worth more than it costs.')),
        ),
        longAnswers: v.optional(
          v.pipe(
            v.strictObject({
              fromTokens: v.pipe(Count, v.description('Answers of so many tokens are long.')),
              minimumConfidence: v.pipe(Share, v.description('Keep a long answer from this confidence on.')),
            }),
            v.description('What holds instead for uncalibrated answers from this length on, whose confidence is that of their weakest stretch.'),
          ),
        ),
        sensitive: v.optional(
          v.pipe(
            v.strictObject({
              medical: v.optional(v.pipe(Share, v.description('Health, symptoms, medicines.'))),
              legal: v.optional(v.pipe(Share, v.description('Law, contracts, rights.'))),
              financial: v.optional(v.pipe(Share, v.description('Money, taxes, investments.'))),
              personal: v.optional(v.pipe(Share, v.description('People’s private matters.'))),
            }),
            v.description('The confidence asked for where an invention harms; never below minimumConfidence.'),
          ),
        ),
        selfCheck: v.optional(
          v.pipe(v.boolean(), v.description('Where the device\'s engine shows no probabilities, ask the model itself whether its answer is right, if there is time; off by default.')),
        ),
        whenUnsure: v.pipe(
          v.picklist(['mark', 'withhold']),
          v.description('An unsure answer that may not leave the device is shown and marked, or withheld.'),
        ),
      }),
      v.description('Once the device has answered.'),
    ),
    budget: v.pipe(BudgetSchema, v.description('What a query may spend where the app says nothing.')),
    worth: v.optional(
      v.pipe(
        v.strictObject({
          rightAnswerMicroUsd: v.pipe(v.number(), v.gtValue(0), v.description('What a right answer is worth, in millionths of a US dollar: 200000 is 20 cents.')),
          secondMicroUsd: v.pipe(v.number(), v.minValue(0), v.description('What it costs somebody to wait for a second, in millionths of a US dollar.')),
          modelSwitchMicroUsd: v.optional(
            v.pipe(v.number(), v.minValue(0), v.description('What changing the hosted model within a conversation costs: another tone, and nothing of its cache.')),
          ),
        }),
        v.description('What answers are worth. The hosted model worth most less its cost and time is asked; without it quality alone decides.'),
      ),
    ),
    device: v.pipe(v.strictObject({
      maximumContextTokens: v.pipe(Count, v.description('Prompt and answer together; memory grows with it.')),
      maximumOutputTokens: v.pipe(Count, v.description('The longest answer of the device.')),
      contextTrimming: v.optional(
        v.pipe(
          v.picklist(['drop-oldest-turns', 'none']),
          v.description('A conversation too long for the device loses its oldest turns, or goes to a hosted model as it is.'),
        ),
      ),
      timeout: v.optional(v.pipe(TimeoutSchema, v.description('A device that says nothing for so long has stalled.'))),
      idleUnloadMs: v.optional(v.pipe(Milliseconds, v.description('A model not asked for so long is unloaded; the next question loads it again.'))),
      refusals: v.optional(v.pipe(v.array(RefusalSchema), v.description('Devices the model is not downloaded to.'))),
    }), v.description('What the device may take on.')),
    hosted: v.pipe(v.strictObject({
      maximumOutputTokens: v.pipe(Count, v.description('The longest hosted answer; the router enforces it.')),
      adequateQuality: v.pipe(Share, v.description('From this expected quality on a model is good enough for an easy query: being right more often is worth nothing there.')),
      onTime: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.99), v.description('How sure a model must be to finish within the time budget; 0.95 by default.'))),
      priorObservations: v.optional(
        v.pipe(Count, v.description('So many judged answers outweigh published scores and your own estimates at the latest; 20 by default.')),
      ),
      timeout: v.optional(v.pipe(TimeoutSchema, v.description('A hosted model that says nothing for so long has stalled: the next one is asked.'))),
      retry: v.optional(
        v.pipe(
          v.strictObject({
            maximumRetries: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5), v.description('How often the same model is asked again.')),
            maximumDelayMs: v.pipe(Milliseconds, v.description('A provider that wants a longer wait is left for the next model.')),
          }),
          v.description('Asking the same model again after a failure that may pass.'),
        ),
      ),
      maximumFallbacks: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5), v.description('How many other models of the ladder are asked after the first has failed.')),
      ),
      models: v.pipe(
        v.array(HostedModelSchema),
        v.check(
          (models) => new Set(models.map((model) => model.id)).size === models.length,
          'every model may be listed once',
        ),
        v.description('The ladder, from the smallest model to the largest.'),
      ),
    }), v.description('The hosted models, and how long each is waited for.')),
    audit: v.optional(
      v.pipe(
        v.strictObject({
          share: v.optional(v.pipe(Share, v.description('Share of the device’s kept answers that are asked of a hosted model as well; 0.01 by default.'))),
          dailyCostMicroUsd: v.pipe(v.number(), v.minValue(0), v.description('Millionths of a US dollar that all of them may cost in a day of UTC.')),
        }),
        v.description('A sample answered by both, whose agreement tells how good the device is. Only of apps that have consent for it.'),
      ),
    ),
    safety: v.optional(
      v.pipe(
        v.strictObject({ rules: v.pipe(v.array(SafetyRuleSchema), v.description('Words that send a question or an answer elsewhere.')) }),
        v.description('Looked at on the device and at the edge; the first rule that applies decides.'),
      ),
    ),
  }),
  v.title('Phirst routing policy'),
);

export type Policy = v.InferOutput<typeof PolicySchema>;
export type HostedModel = Policy['hosted']['models'][number];
