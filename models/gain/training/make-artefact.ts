// The heads, fitted on everything, as the bytes that ship: weights in one byte each, calibrated and made humble by
// questions they weren't fitted on.
import { encodeGainArtefact, type GainArtefact } from '../../../src/gain/gain-artefact.ts';
import { PAIR_BITS } from '../../../src/gain/known-place.ts';
import { DENSE, KINDS } from '../../../src/gain/gain-counts.ts';
import { SEEN_BITS, SLOTS, FEATURE_VERSION } from '../../../src/gain/gain-reader.ts';
import { SHAPES } from '../../../src/gain/question-shape.ts';
import { TASKS, type Task } from '../../../src/query/query-description.ts';
import type { ReadQuestions } from './build-design.ts';
import { fitHeads, predictHeads, weightsOf, type HeadOptions } from './fit-heads.ts';
import type { Coefficients } from './fit-logistic.ts';
import { groupFolds } from './group-folds.ts';
import type { Labels } from './label.ts';
import type { Question } from './read-routing-data.ts';

const FOLDS = 4;
/** Of questions like those of training, so few are taken for unfamiliar. */
const UNFAMILIAR_SHARE = 0.01;
const UNFAMILIAR_PAIRS = 0.025;
/** A kind of fewer held-out questions takes the bound of all. */
const FEWEST = 50;
/** A task's prior weighs the overall one as so many questions; a shape that fewer stand in is more prior than evidence, and is taken for unfamiliar. */
const PRIOR_QUESTIONS = 100;

export interface TrainInput {
  readonly questions: readonly Question[];
  readonly labels: readonly Labels[];
  readonly read: ReadQuestions;
  readonly options: HeadOptions;
  readonly seed: number;
  readonly device: string;
  readonly hosted: string;
  /** Only these are learned from; all when undefined. */
  readonly rows?: Int32Array;
  /** Of the four folds that calibrate, so many are asked: one is enough to measure with, all are what ships. */
  readonly calibrationFolds?: number;
}

export interface Trained {
  readonly artefact: GainArtefact;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** P(hosted right) − P(device right) of each question by heads that hadn't seen its group. */
  readonly heldOut: Float64Array;
}

export function makeArtefact({ questions, labels, read, options, seed, device, hosted, rows, calibrationFolds = FOLDS }: TrainInput): Trained {
  const sources = questions.map(({ source }) => source);
  const all = rows ?? Int32Array.from(questions.keys());
  const heldOut = new Float64Array(questions.length).fill(NaN);
  const folds = groupFolds(questions, seed, FOLDS);
  const weight = weightsOf(labels, options);
  const familiar: number[] = [];
  const familiarPairs = KINDS.map((): number[] => []);
  for (let fold = 0; fold < calibrationFolds; fold++) {
    const learn = all.filter((row) => folds[row] !== fold);
    const test = all.filter((row) => folds[row] === fold);
    const prediction = predictHeads(read, labels, fitHeads(read, labels, sources, learn, options), test);
    const seen = seenPlaces(questions, read.words, learn, SEEN_BITS);
    const pairs = seenPlaces(questions, read.pairs, learn, PAIR_BITS);
    for (const row of test) {
      heldOut[row] = prediction.hosted[row]! - prediction.device[row]!;
      familiar.push(familiarity(read.words[row]!, seen));
      if (read.pairs[row]!.length > 0) familiarPairs[read.kinds[row]!]!.push(familiarity(read.pairs[row]!, pairs));
    }
  }
  const heads = fitHeads(read, labels, sources, all, options);
  const deviceWords = quantise(heads.device);
  const hostedWords = quantise(heads.hosted);
  const weights = new Int8Array(2 * SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) {
    weights[2 * slot] = deviceWords.weights[slot]!;
    weights[2 * slot + 1] = hostedWords.weights[slot]!;
  }
  const denseOf = (coefficients: Coefficients) => short(coefficients.slice(SLOTS, SLOTS + DENSE.length));
  const artefact: GainArtefact = {
    header: {
      schemaVersion: 4,
      featureVersion: FEATURE_VERSION,
      device,
      hosted,
      sources: [...new Set([...all].map((row) => sources[row]!))].toSorted(),
      questions: all.length,
      seed,
      dense: { mean: short(heads.standard.mean), deviation: short(heads.standard.deviation), device: denseOf(heads.device), hosted: denseOf(heads.hosted) },
      intercept: { device: brief(heads.device.at(-1)!), hosted: brief(heads.hosted.at(-1)!) },
      scale: { device: brief(deviceWords.scale), hosted: brief(hostedWords.scale) },
      calibration: calibrate(heldOut, labels, weight),
      familiarFrom: brief(lowQuantile(familiar, UNFAMILIAR_SHARE)),
      familiarPairsFrom: familiarPairs.map((shares, kind) => (kind === 0 ? 0 : brief(lowQuantile(shares.length < FEWEST ? familiarPairs.flat() : shares, UNFAMILIAR_PAIRS)))),
      shapes: shapesOf(questions, read, all),
      familiarShapeFrom: PRIOR_QUESTIONS,
      priors: priorsOf(read.tasks, labels, weight, all),
    },
    weights,
    seen: seenPlaces(questions, read.words, all, SEEN_BITS),
    pairs: seenPlaces(questions, read.pairs, all, PAIR_BITS),
  };
  return { artefact, bytes: encodeGainArtefact(artefact), heldOut };
}

/** Six digits are more than a fit knows, and the same on every machine. */
function brief(value: number): number {
  return Number(value.toPrecision(6));
}

function short(values: Float64Array): number[] {
  return [...values].map(brief);
}

/** The largest weight becomes 31, the rest in proportion: two bits less than a byte holds pack better and order questions as well. */
function quantise(coefficients: Coefficients): { readonly weights: Int8Array; readonly scale: number } {
  let largest = 1e-9;
  for (let slot = 0; slot < SLOTS; slot++) largest = Math.max(largest, Math.abs(coefficients[slot]!));
  const scale = largest / 31;
  return { weights: Int8Array.from({ length: SLOTS }, (_, slot) => Math.round(coefficients[slot]! / scale)), scale };
}

/** Words of at least two groups: one that stands in a single text, known or not, tells nothing of the next. */
function seenPlaces(questions: readonly Question[], places: readonly Uint32Array[], rows: Int32Array, bits: number): Uint8Array {
  const firstGroup = new Map<number, string>();
  const seen = new Uint8Array(bits / 8);
  for (const row of rows) {
    const { group } = questions[row]!;
    for (const place of places[row]!) {
      const first = firstGroup.get(place);
      if (first === undefined) firstGroup.set(place, group);
      else if (first !== group) seen[place >>> 3]! |= 1 << (place & 7);
    }
  }
  return seen;
}

function familiarity(words: Uint32Array, seen: Uint8Array): number {
  let known = 0;
  for (const place of words) known += (seen[place >>> 3]! >>> (place & 7)) & 1;
  return words.length === 0 ? 0 : known / words.length;
}

/** Groups, not questions: a text that comes ten times shows one. */
function shapesOf(questions: readonly Question[], read: ReadQuestions, rows: Int32Array): number[] {
  const groups = Array.from({ length: SHAPES }, () => new Set<string>());
  for (const row of rows) groups[read.shapes[row]!]!.add(questions[row]!.group);
  return groups.map(({ size }) => size);
}

function lowQuantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(share * values.length)] ?? 0;
}

/** Least squares of the gain that came on the gain that was expected, by heads that hadn't seen the question; where nothing was expected it isn't asked. */
function calibrate(expected: Float64Array, labels: readonly Labels[], weight: Float64Array): { readonly offset: number; readonly slope: number } {
  const rows = [...expected.keys()].filter((row) => !Number.isNaN(expected[row]));
  const came = labels.map((label) => label.hosted - label.device);
  const count = rows.reduce((sum, row) => sum + weight[row]!, 0);
  const meanExpected = rows.reduce((sum, row) => sum + weight[row]! * expected[row]!, 0) / count;
  const meanCame = rows.reduce((sum, row) => sum + weight[row]! * came[row]!, 0) / count;
  let covariance = 0;
  let variance = 0;
  for (const row of rows) {
    covariance += weight[row]! * (expected[row]! - meanExpected) * (came[row]! - meanCame);
    variance += weight[row]! * (expected[row]! - meanExpected) ** 2;
  }
  // A slope below 0 would turn the order round: then the words say nothing and the mean is all that is left.
  const slope = variance === 0 ? 0 : Math.max(0, covariance / variance);
  return { offset: brief(meanCame - slope * meanExpected), slope: brief(slope) };
}

function priorsOf(tasks: readonly Task[], labels: readonly Labels[], weight: Float64Array, rows: Int32Array): GainArtefact['header']['priors'] {
  const sums = (keep: (row: number) => boolean) => {
    const sum = { device: 0, hosted: 0, count: 0 };
    for (const row of rows) {
      if (!keep(row)) continue;
      sum.device += weight[row]! * labels[row]!.device;
      sum.hosted += weight[row]! * labels[row]!.hosted;
      sum.count += weight[row]!;
    }
    return sum;
  };
  const whole = sums(() => true);
  const overall = { device: brief(whole.device / whole.count), hosted: brief(whole.hosted / whole.count) };
  const shrunk = (task: Task) => {
    const { device, hosted, count } = sums((row) => tasks[row] === task);
    const all = count + PRIOR_QUESTIONS;
    return { device: brief((device + PRIOR_QUESTIONS * overall.device) / all), hosted: brief((hosted + PRIOR_QUESTIONS * overall.hosted) / all) };
  };
  return { overall, byTask: Object.fromEntries(TASKS.map((task) => [task, shrunk(task)])) };
}
