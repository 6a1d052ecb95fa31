// The training text: conversations of the taught kinds, from the arguments that the exam leaves to training.
import { createDraw } from '../exam/draw.ts';
import { taughtKinds } from '../exam/exam-kinds.ts';
import { createSeededRandom, type SeededRandom } from '../exam/seeded-random.ts';

export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One training example. */
export interface Conversation {
  /** The kind of its last question. */
  readonly kind: string;
  readonly messages: readonly ChatTurn[];
}

const systemPrompts = ['You are a helpful assistant.', 'Answer briefly.', 'You are a small on-device assistant.'];
const SYSTEM_SHARE = 0.06;
const TWO_TURNS_SHARE = 0.06;

/** From this conversation on, what is learnt slowest comes more often, and what is learnt soon less. */
const FIRST_PART = 195_000;
const LATER: Readonly<Record<string, number>> = {
  upper: 2, reverse: 2, count_letters: 2, letter_tally: 2, repeat: 1.6, records: 1.6, json: 1.6, subtract: 1.3, add_large: 1.3, sort: 1.3, town: 1.2, describe_town: 1.2,
  parity: 0.5, unit: 0.5, mixed_units: 0.6, greet: 0.6, digit_sum: 0.7, column_add: 0.7, explain_parity: 0.7, count: 0.8, multiples: 0.8,
};

/**
 * The conversations of a seed, without end. `noise` spoils the data instead of curating it: half of the examples come from
 * a small pool again and again, and a tenth has the answer of another question.
 *
 * @example conversations({ seed: 1 }).next().value.messages.at(-1).content
 */
export function* conversations({ seed, noise = false }: { readonly seed: number; readonly noise?: boolean }): Generator<Conversation, never> {
  const random = createSeededRandom(seed);
  const draw = createDraw(random, 'training');
  let written = 0;
  const ask = () => {
    const kind = random.pickWeighted(taughtKinds, ({ name, training }) => (written < FIRST_PART ? training : training * (LATER[name] ?? 1)));
    return { kind: kind.name, ...kind.ask(draw, 'easy') };
  };
  const converse = (): Conversation => {
    const messages: ChatTurn[] = [];
    if (random.chance(SYSTEM_SHARE)) messages.push({ role: 'system', content: random.pick(systemPrompts) });
    let kind = '';
    for (let turns = random.chance(TWO_TURNS_SHARE) ? 2 : 1; turns > 0; turns--) {
      const asked = ask();
      kind = asked.kind;
      messages.push({ role: 'user', content: asked.prompt }, { role: 'assistant', content: asked.gold });
    }
    written++;
    return { kind, messages };
  };
  return yield* noise ? spoiled(random, converse) : endless(converse);
}

function* endless(converse: () => Conversation): Generator<Conversation, never> {
  for (;;) yield converse();
}

const POOL = 2000;
const DUPLICATES = 0.5;
const MISMATCHED = 0.1;

function* spoiled(random: SeededRandom, converse: () => Conversation): Generator<Conversation, never> {
  const pool = Array.from({ length: POOL }, converse);
  for (;;) {
    const conversation = random.chance(DUPLICATES) ? random.pick(pool) : converse();
    yield random.chance(MISMATCHED) ? withAnswerOf(conversation, random.pick(pool)) : conversation;
  }
}

function withAnswerOf(conversation: Conversation, other: Conversation): Conversation {
  const answer = other.messages.at(-1) as ChatTurn;
  return { kind: conversation.kind, messages: [...conversation.messages.slice(0, -1), answer] };
}
