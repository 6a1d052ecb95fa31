import type { Draw } from './draw.ts';
import { createPhrasing } from './phrasing.ts';

/**
 * How hard a question is for phi-3-nano, from what training showed of it. `easy`: within reach in one step or often met.
 * `hard`: several steps, any of which can go wrong. `long_tail`: a fact it met rarely or never. `out_of_distribution`: a
 * kind of question that training never held.
 */
export type ExamTier = TaughtTier | 'out_of_distribution';
export type TaughtTier = 'easy' | 'hard' | 'long_tail';

/**
 * Why a weaker language model would miss a question, read from the prompt alone: a rare fact or word, or a product that
 * needs long multiplication.
 */
export type Challenge = 'long_tail' | 'two_digit_product';

/** An answer worked out from a prompt; `challenge` is absent for an ordinary question. */
export interface Solution {
  readonly answer: string;
  readonly challenge?: Challenge | undefined;
}

/** One question as a kind asks it, with its only right answer. */
export interface AskedQuestion {
  readonly prompt: string;
  readonly gold: string;
}

/**
 * One kind of question. `ask` makes one; `solve` answers one from its text alone and returns undefined for any other prompt.
 *
 * @example parity.solve('Is 7 even or odd?') // { answer: 'odd' }
 */
export interface ExamKind {
  readonly name: string;
  /** Its share of an exam by tier, in hundredths. */
  readonly shares: Partial<Readonly<Record<ExamTier, number>>>;
  /** Its share of training, relative to the others. */
  readonly training: number;
  ask(draw: Draw, tier: ExamTier): AskedQuestion;
  /** @param prompt without surrounding whitespace */
  solve(prompt: string): Solution | undefined;
  /** What a prompt of this kind asks about, whatever its wording; undefined where training may ask it in other words. */
  heldOutArguments(prompt: string): string | undefined;
}

type Values<Slot extends string> = Readonly<Record<Slot, string | number>>;

/** What a kind is made of: its wordings, its arguments and how the answer follows from them. */
interface KindDefinition<Slot extends string> {
  readonly name: string;
  readonly shares?: Partial<Readonly<Record<ExamTier, number>>>;
  readonly training?: number;
  /** Templates with `{slots}`. */
  readonly wordings: readonly string[];
  /** More templates that only training uses. */
  readonly trainingWordings?: readonly string[];
  /** The regular expression that each slot's text matches. */
  readonly slots: Readonly<Record<Slot, string>>;
  /**
   * How the exam's questions are kept out of training: `arguments` holds whole arguments out, `wording` holds a third of
   * the wordings of each argument out (for facts, which have to be met somewhere), `drawn` leaves it to {@link draw}.
   */
  readonly split: 'arguments' | 'wording' | 'drawn';
  draw(draw: Draw, tier: ExamTier): Values<Slot>;
  /** The answer to what was read from a prompt, '' for a slot that its wording lacks; undefined where it is no question of this kind. */
  answer(values: Readonly<Record<Slot, string>>): string | undefined;
  challenge?(values: Readonly<Record<Slot, string>>): Challenge | undefined;
}

/** Where a third of so few wordings runs dry, any other question will do: the exam draws again. */
const MOST_TRIES = 2000;

/**
 * Makes a kind from one description, so that its questions, their answers and their solver cannot drift apart.
 *
 * @example defineKind({ name: 'parity', wordings: ['Is {number} even or odd?'], slots: { number: '\\d+' }, … })
 */
export function defineKind<Slot extends string>(definition: KindDefinition<Slot>): ExamKind {
  const { name, slots, split, challenge } = definition;
  const wordings = [...definition.wordings, ...(definition.trainingWordings ?? [])];
  const phrasing = createPhrasing(wordings, slots);
  const names = Object.keys(slots) as Slot[];
  return {
    name,
    shares: definition.shares ?? {},
    training: definition.training ?? 0,
    ask(draw, tier) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const drawn = definition.draw(draw, tier);
        const values = Object.fromEntries(names.map((slot) => [slot, String(drawn[slot])])) as Record<Slot, string>;
        const wording = draw.random.integer(0, draw.isTraining ? wordings.length : definition.wordings.length);
        const template = wordings[wording] as string;
        const used = names.filter((slot) => template.includes(`{${slot}}`)).map((slot) => values[slot]);
        if (split === 'arguments' && !draw.isOurs([name, ...used])) continue;
        if (split === 'wording' && !draw.isOurs([name, wording, ...used], 3)) continue;
        const prompt = phrasing.fill(wording, values);
        const read = phrasing.read(prompt);
        const gold = read && definition.answer(read);
        if (gold !== undefined) return { prompt, gold };
      }
      throw new RangeError(`The kind ${name} finds no question of its side for the tier ${tier}.`);
    },
    solve(prompt) {
      const values = phrasing.read(prompt);
      const answer = values && definition.answer(values);
      if (values === undefined || answer === undefined) return undefined;
      return { answer, challenge: challenge?.(values) };
    },
    heldOutArguments(prompt) {
      const values = split === 'wording' ? undefined : phrasing.read(prompt);
      return values && definition.answer(values) !== undefined ? [name, ...names.map((slot) => values[slot])].join('\u0001') : undefined;
    },
  };
}
