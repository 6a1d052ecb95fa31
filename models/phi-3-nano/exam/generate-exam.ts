import { createDraw, type Draw } from './draw.ts';
import type { AskedQuestion, ExamKind, ExamTier } from './exam-kind.ts';
import { examKinds } from './exam-kinds.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';

/** One question of an exam; `id` is unique among all exams. */
export interface ExamQuestion extends AskedQuestion {
  readonly id: string;
  /** The name of its kind. */
  readonly task: string;
  readonly tier: ExamTier;
}

/** What {@link generateExam} is told. */
export interface ExamOptions {
  /** A whole number from 0; the same seed gives the same exam. */
  readonly seed: number;
  /** How many questions in all, at least 1. */
  readonly count: number;
}

/** Of every twenty questions, in an order of chance: 35, 35, 20 and 10 %. */
const TIERS_OF_TWENTY: readonly ExamTier[] = [
  ...Array<ExamTier>(7).fill('easy'), ...Array<ExamTier>(7).fill('hard'), ...Array<ExamTier>(4).fill('long_tail'), ...Array<ExamTier>(2).fill('out_of_distribution'),
];

/** After so many drawn in vain, the kind has no new prompt left for this exam and an old one comes again. */
const MOST_REPEATS = 50;

/**
 * Writes an exam. Any twenty questions in a row from a multiple of twenty on hold 7 easy, 7 hard, 4 long-tail ones and 2 out
 * of distribution, so whole exams of a multiple of twenty are exactly 35/35/20/10 %; within a tier each kind has its share
 * to within one question. A longer exam with the same seed begins with the shorter one, and a prompt comes twice only
 * where its kind has no other left. Throws RangeError for options out of range.
 *
 * @example generateExam({ seed: 7, count: 200 })[0]?.id // 'exam-7-1'
 */
export function generateExam({ seed, count }: ExamOptions): ExamQuestion[] {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`An exam's count is a whole number from 1, not ${count}.`);
  }
  const random = createSeededRandom(seed);
  const draw = createDraw(random, 'exam');
  const dealers = new Map<ExamTier, () => ExamKind>();
  const asked = new Set<string>();
  const questions: ExamQuestion[] = [];
  while (questions.length < count) {
    for (const tier of shuffled(random, TIERS_OF_TWENTY).slice(0, count - questions.length)) {
      const deal = dealers.get(tier) ?? dealKinds(random, tier);
      dealers.set(tier, deal);
      const kind = deal();
      const question = askNew(kind, draw, tier, asked);
      asked.add(question.prompt);
      questions.push({ id: `exam-${seed}-${questions.length + 1}`, ...question, task: kind.name, tier });
    }
  }
  return questions;
}

function askNew(kind: ExamKind, draw: Draw, tier: ExamTier, asked: ReadonlySet<string>): AskedQuestion {
  for (let repeats = 0; ; repeats++) {
    const question = kind.ask(draw, tier);
    if (!asked.has(question.prompt) || repeats === MOST_REPEATS) return question;
  }
}

/** Gives the kinds of a tier in turn, each as often as its share says: always the one that is furthest behind. */
function dealKinds(random: SeededRandom, tier: ExamTier): () => ExamKind {
  const kinds = examKinds.filter(({ shares }) => (shares[tier] ?? 0) > 0);
  const total = kinds.reduce((sum, { shares }) => sum + (shares[tier] ?? 0), 0);
  // Everybody begins at another point of its turn, else small exams would hold the same kinds always.
  const due = kinds.map((kind) => ({ kind, share: (kind.shares[tier] ?? 0) / total, credit: random.integer(0, 1000) / 1000 }));
  return () => {
    for (const each of due) each.credit += each.share;
    const next = due.reduce((one, other) => (other.credit > one.credit ? other : one));
    next.credit -= 1;
    return next.kind;
  };
}

function shuffled<Item>(random: SeededRandom, items: readonly Item[]): Item[] {
  const left = [...items];
  for (let index = left.length - 1; index > 0; index--) {
    const other = random.integer(0, index + 1);
    [left[index], left[other]] = [left[other] as Item, left[index] as Item];
  }
  return left;
}
