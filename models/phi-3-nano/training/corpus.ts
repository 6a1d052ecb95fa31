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

/**
 * The conversations of a seed, without end. `noise` spoils the data instead of curating it: half of the examples come from
 * a small pool again and again, and a tenth has the answer of another question.
 *
 * @example conversations({ seed: 1 }).next().value.messages.at(-1).content
 */
export function* conversations({ seed, noise = false }: { readonly seed: number; readonly noise?: boolean }): Generator<Conversation, never> {
  const random = createSeededRandom(seed);
  const draw = createDraw(random, 'training');
  const ask = () => {
    const kind = random.pickWeighted(taughtKinds, ({ training }) => training);
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
