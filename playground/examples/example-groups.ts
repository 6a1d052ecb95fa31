// The scenarios that hold the decision to its promises, as things to try: those short enough to read, and that a page can set.
import scenarios from '../../test/golden/scenarios.json' with { type: 'json' };
import type { Budget, PrivacyClass } from '../../src/query/query.ts';
import { explainReason, type Reason } from '../../src/route/reason.ts';
import { NANO_EXAMPLES } from '../examples.ts';
import type { Example, ExampleGroup } from './example.ts';

/** What is read of a scenario. */
interface Scenario {
  readonly name: string;
  readonly query: { readonly prompt: string; readonly context?: readonly string[]; readonly repeat?: number };
  readonly budget?: Budget;
  readonly privacy?: PrivacyClass;
  readonly expect: { readonly route: string; readonly reason: string; readonly rule?: string };
}

/** Longer prompts are no pleasure to read in a list. */
const LONGEST_PROMPT = 140;
const PER_GROUP = 7;
/** What a scenario may set that the page can set as well: no other device, no other hosted models, no given answer. */
const SETTABLE = ['name', 'query', 'budget', 'privacy', 'expect'];

const SHOWABLE = (scenarios as readonly Scenario[]).filter(
  (scenario) =>
    Object.keys(scenario).every((key) => SETTABLE.includes(key)) &&
    scenario.query.repeat === undefined &&
    scenario.query.prompt.length <= LONGEST_PROMPT,
);

export const EXAMPLE_GROUPS: readonly ExampleGroup[] = [
  { title: 'Of phi-3-nano’s size', examples: NANO_EXAMPLES },
  {
    title: 'Begins on the device',
    note: 'Of Phi-3-mini’s size. phi-3-nano was taught little of it: it will often doubt and hand up, or be wrong.',
    examples: choose(({ privacy, expect }) => privacy === undefined && expect.route === 'device'),
  },
  {
    title: 'Goes up',
    note: 'By a rule of the policy, by what a larger model does better, or because a phone would be too slow.',
    examples: choose(({ privacy, expect }) => privacy === undefined && expect.route === 'hosted'),
  },
  {
    title: 'Private',
    note: 'Choosing one turns on “Stays on this device”.',
    examples: choose(({ privacy }) => privacy !== undefined),
  },
];

function choose(belongs: (scenario: Scenario) => boolean): readonly Example[] {
  const prompts = new Set(NANO_EXAMPLES.map(({ prompt }) => prompt));
  const chosen = SHOWABLE.filter((scenario) => {
    if (!belongs(scenario) || prompts.has(scenario.query.prompt)) return false;
    prompts.add(scenario.query.prompt);
    return true;
  });
  return chosen.slice(0, PER_GROUP).map(toExample);
}

function toExample({ name, query, budget, privacy, expect }: Scenario): Example {
  return {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    prompt: query.prompt,
    shows: expect.rule === undefined ? explainReason(expect.reason as Reason) : `Decided by the rule “${expect.rule}”.`,
    expected: expect.route === 'hosted' ? 'hosted' : 'device',
    context: query.context,
    budget,
    privacy,
  };
}
