// Labels and features → the two heads, P(device right) and P(hosted right), for whatever rows are given.
import { SLOTS } from '../../../src/gain/gain-reader.ts';
import { exp } from '../../../src/numerics/exp.ts';
import { designOf, penaltyOf, standardOf, type ReadQuestions, type Standard } from './build-design.ts';
import { fitLogistic, logitOf, type Coefficients } from './fit-logistic.ts';
import { expectFromSigns } from './expect-from-signs.ts';
import type { Labels } from './label.ts';
import { PAIRS } from './label.ts';

export interface HeadOptions {
  /** Ridge of the words; 0 leaves them out. */
  readonly ridge: number;
  readonly denseRidge: number;
  /** How much what other models' answers and all outputs' looks let expect counts beside the answer itself, 0 to 1, for each head. */
  readonly deviceHelp: number;
  readonly hostedHelp: number;
  /** How much a question counts that another pair answered, 0 to 1: what is hard for it is mostly hard for the device's own, not how hard. */
  readonly otherPairWeight: number;
  readonly iterations: number;
  /** `wrong`: an output without an answer counts as wrong, as in the source; `drop`: it isn't learned from. */
  readonly noAnswer: 'wrong' | 'drop';
  /** Only so many of the counts and marks; all when undefined. */
  readonly denseColumns?: number;
}

export const DEFAULT_OPTIONS: HeadOptions = { ridge: 3, denseRidge: 100, deviceHelp: 0.5, hostedHelp: 0.5, otherPairWeight: 0.3, iterations: 30, noAnswer: 'wrong' };

export interface Heads {
  readonly standard: Standard;
  readonly device: Coefficients;
  readonly hosted: Coefficients;
}

/** 1 for questions answered by another pair than the device's own: their level may differ, what makes them hard not. */
export function otherPair(labels: readonly Labels[]): Float64Array {
  return Float64Array.from(labels, ({ pair }) => (pair === PAIRS[2] ? 1 : 0));
}

export function weightsOf(labels: readonly Labels[], { otherPairWeight }: Pick<HeadOptions, 'otherPairWeight'>): Float64Array {
  return otherPair(labels).map((isOther) => (isOther === 1 ? otherPairWeight : 1));
}

export function fitHeads(read: ReadQuestions, labels: readonly Labels[], sources: readonly string[], rows: Int32Array, options: HeadOptions): Heads {
  const used = options.noAnswer === 'drop' ? rows.filter((row) => !labels[row]!.deviceHasNoAnswer) : rows;
  const standard = standardOf(read, used);
  const design = designOf(read, standard, otherPair(labels), options.ridge > 0);
  const penalty = penaltyOf(read, used, options.ridge);
  const densePenalty = new Float64Array(design.denseColumns).fill(options.denseRidge);
  // A column with a ridge like this stays out.
  if (options.denseColumns !== undefined) densePenalty.fill(1e9, options.denseColumns, design.denseColumns - 1);
  const weight = weightsOf(labels, options);
  const targetOf = (own: (label: Labels) => number, help: number) => {
    if (help === 0) return Float64Array.from(labels, own);
    const expected = expectFromSigns(labels, sources, used, own);
    return Float64Array.from(labels, (label, row) => (1 - help) * own(label) + help * expected[row]!);
  };
  const fit = (target: Float64Array) =>
    fitLogistic(design, { rows: used, target, weight, penalty, densePenalty, iterations: options.iterations });
  return {
    standard,
    device: fit(targetOf(({ device }) => device, options.deviceHelp)),
    hosted: fit(targetOf(({ hosted }) => hosted, options.hostedHelp)),
  };
}

export interface Prediction {
  readonly device: Float64Array;
  readonly hosted: Float64Array;
}

/** What the heads say of the given rows; elsewhere NaN. */
export function predictHeads(read: ReadQuestions, labels: readonly Labels[], heads: Heads, rows: Int32Array): Prediction {
  const design = designOf(read, heads.standard, otherPair(labels), heads.device.length > SLOTS);
  const device = new Float64Array(labels.length).fill(NaN);
  const hosted = new Float64Array(labels.length).fill(NaN);
  for (const row of rows) {
    device[row] = 1 / (1 + exp(-logitOf(design, heads.device, row)));
    hosted[row] = 1 / (1 + exp(-logitOf(design, heads.hosted, row)));
  }
  return { device, hosted };
}
