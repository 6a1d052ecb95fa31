// The people of the demo and what is true of them: each asks a few questions of phi-3-nano's exam; a device answers with a
// confidence that means what it says; a person is content with a right answer far more often than with a wrong one.
import { generateExam, type ExamQuestion } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { createSeededRandom, type SeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';

/** How often a person says that an answer was good. */
const CONTENT = { right: 0.95, wrong: 0.25 };

export interface SimulatedQuery {
  readonly question: ExamQuestion;
  /** What the device would think of its own answer, and whether it would be right: P(right) is the confidence. */
  readonly confidence: number;
  readonly isDeviceRight: boolean;
  readonly deviceMs: number;
  readonly isContentIf: { readonly right: boolean; readonly wrong: boolean };
}

export interface SimulatedUnit {
  readonly unit: string;
  readonly deviceClass: string;
  /** When it comes, as a share of the time the act lasts. */
  readonly arrival: number;
  readonly queries: readonly SimulatedQuery[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly name: string;
  readonly units: number;
  readonly queriesPerUnit: number;
}

/** The same seed, the same people. */
export function simulateUnits({ seed, name, units, queriesPerUnit }: WorldOptions): SimulatedUnit[] {
  const random = createSeededRandom(seed);
  const exam = generateExam({ seed, count: 500 });
  return Array.from({ length: units }, (_, index) => ({
    unit: `${name}-${seed}-${index}`,
    deviceClass: random.chance(0.6) ? 'desktop-webgpu' : 'mobile-webgpu',
    arrival: index / units,
    queries: Array.from({ length: queriesPerUnit }, () => simulateQuery(random, random.pick(exam))),
  }));
}

function simulateQuery(random: SeededRandom, question: ExamQuestion): SimulatedQuery {
  // Most answers are sure; the unsure ones are anywhere between.
  const fraction = () => random.integer(0, 1_000_000) / 1_000_000;
  const confidence = random.chance(0.55) ? 0.9 + 0.1 * fraction() : 0.15 + 0.75 * fraction();
  return {
    question,
    confidence,
    isDeviceRight: random.chance(confidence),
    deviceMs: 300 + 900 * fraction(),
    isContentIf: { right: random.chance(CONTENT.right), wrong: random.chance(CONTENT.wrong) },
  };
}
