// Traces → when an unfinished answer is given up. P(right | so far) is fitted on prefixes; how much weaker evidence midway counts,
// and for how long it has to last, is chosen so that as few tokens as possible are spent on answers that go up in the end, while
// the answers that stay are as right as without a watch.
import { FEATURES, readFeatures } from '../confidence/answer-features.ts';
import { SHORT_ANSWER_TOKENS } from '../confidence/confidence.ts';
import { createSignalAccumulator } from '../confidence/signal-accumulator.ts';
import { prefixRisk, shiftRisk } from '../confidence/watch-evidence.ts';
import type { FittedWatch } from './calibration.ts';
import { areEnough, fitMap } from './fit-confidence.ts';
import type { LabelTable, TraceToken } from './label-table.ts';
import { fitLogistic } from './logistic.ts';
import { weigh } from '../confidence/confidence.ts';
import { leastSureFirst } from './reliability.ts';

/** Prefixes of these lengths are learned from. */
const CHECKPOINTS: ReadonlySet<number> = new Set([1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 256, 384, 512]);
const SHIFTS = [0, 0.5, 1, 1.5, 2, 3, 4, 6];
const PATIENCES = [1, 2, 3, 4, 6, 8];
/** Shares handed up at which watching is held against not watching. */
const SHARES = [0.1, 0.2, 0.3, 0.4];
/** Of all queries, so many more may end wrong: a quarter of a percent. */
const TOLERATED = 0.0025;

/** Undefined where the rows have too few traces, or where no watch costs as little as is tolerated. */
export function fitWatch(table: LabelTable, rows: Int32Array, finalRisk: (row: number) => number): FittedWatch | undefined {
  const traced = rows.filter((row) => table.traces[row] !== undefined);
  if (!areEnough(table, traced)) return undefined;
  const { scorer, map } = fitPrefixes(table, traced);
  const paths = traced.length === 0 ? [] : Array.from(traced, (row) => riskPath({ scorer, map }, table.traces[row] as readonly TraceToken[]));
  const ends = Float64Array.from(traced, finalRisk);
  const labels = Uint8Array.from(traced, (row) => table.right[row] as number);
  let best: { readonly shift: number; readonly patience: number; readonly spent: number } | undefined;
  for (const patience of PATIENCES) {
    const lasting = paths.map((path) => lastingRisk(path, patience));
    for (const shift of SHIFTS) {
      const tried = tryWatch({ lasting, ends, labels, shift });
      if (tried.worse > TOLERATED) continue;
      if (!best || tried.spent < best.spent) best = { shift, patience, spent: tried.spent };
    }
  }
  return best && { labels: traced.length, scorer, map, shift: best.shift, patience: best.patience };
}

function fitPrefixes(table: LabelTable, rows: Int32Array): Pick<FittedWatch, 'scorer' | 'map'> {
  const features: number[] = [];
  const right: number[] = [];
  const mass: number[] = [];
  for (const row of rows) {
    const accumulator = createSignalAccumulator();
    (table.traces[row] as readonly TraceToken[]).forEach(([logProb, margin, entropy, tokenId], index) => {
      accumulator.add({ logProb, margin, entropy, tokenId });
      if (!CHECKPOINTS.has(index + 1)) return;
      features.push(...readFeatures(accumulator.signals(), false));
      right.push(table.right[row] as number);
      mass.push(table.weights[row] as number);
    });
  }
  const columns = { features: Float64Array.from(features), right: Uint8Array.from(right), weights: Float64Array.from(mass) };
  // A token that could not be read makes NaN of everything after it.
  const usable = Int32Array.from({ length: right.length }, (_, prefix) => prefix).filter((prefix) => columns.features[prefix * FEATURES.length + 1] === columns.features[prefix * FEATURES.length + 1]);
  const scorer = fitLogistic({ features: columns.features, width: FEATURES.length, labels: columns.right, weights: columns.weights, rows: usable });
  const scores = Float64Array.from(usable, (prefix) => weigh(scorer, columns.features.subarray(prefix * FEATURES.length, (prefix + 1) * FEATURES.length)));
  return { scorer, map: fitMap(scores, usable, columns) };
}

/** The risk at each token. */
export function riskPath(watch: Pick<FittedWatch, 'scorer' | 'map'>, trace: readonly TraceToken[]): Float64Array {
  const accumulator = createSignalAccumulator();
  const features = new Float64Array(FEATURES.length);
  return Float64Array.from(trace, ([logProb, margin, entropy, tokenId]) => {
    accumulator.add({ logProb, margin, entropy, tokenId });
    return prefixRisk(watch, readFeatures(accumulator.signals(), false, features));
  });
}

/** The highest risk so far that lasted for `patience` tokens, at each token; −∞ before there was one. */
export function lastingRisk(path: Float64Array, patience: number): Float64Array {
  let worst = -Infinity;
  return path.map((_, index) => {
    if (index + 1 < patience) return worst;
    let lasting = Infinity;
    for (let back = 0; back < patience; back++) lasting = Math.min(lasting, path[index - back] as number);
    worst = Math.max(worst, lasting);
    return worst;
  });
}

interface Trial {
  readonly lasting: readonly Float64Array[];
  readonly ends: Float64Array;
  readonly labels: Uint8Array;
  readonly shift: number;
}

/** How many more of all answers end wrong than without it, and which share of a long answer is written before it goes up. */
function tryWatch({ lasting, ends, labels, shift }: Trial): { readonly worse: number; readonly spent: number } {
  const risks = ends.map((end, index) => Math.max(end, shiftRisk(lasting[index]?.at(-1) ?? -Infinity, shift)));
  const without = leastSureFirst(ends);
  const order = leastSureFirst(risks);
  let worse = 0;
  let spent = 0;
  for (const share of SHARES) {
    const keeps = Math.round((1 - share) * ends.length);
    worse += wrongAmong(order, labels, keeps) - wrongAmong(without, labels, keeps);
    const threshold = risks[order[Math.min(keeps, order.length - 1)] as number] as number;
    spent += spentShare({ lasting, risks, threshold, shift });
  }
  return { worse: worse / SHARES.length / Math.max(1, ends.length), spent: spent / SHARES.length };
}

function wrongAmong(order: Int32Array, labels: Uint8Array, keeps: number): number {
  let wrong = 0;
  for (let place = 0; place < keeps; place++) wrong += 1 - (labels[order[place] as number] as number);
  return wrong;
}

/** Of the long answers that go up, the mean share that was written by then. Without long ones, of all. */
function spentShare({ lasting, risks, threshold, shift }: { readonly lasting: readonly Float64Array[]; readonly risks: Float64Array; readonly threshold: number; readonly shift: number }): number {
  // The same threshold on the side of the evidence: a path only ever rises.
  const reached = shiftRisk(threshold, -shift);
  const shares = { long: { sum: 0, count: 0 }, all: { sum: 0, count: 0 } };
  lasting.forEach((path, index) => {
    if ((risks[index] as number) < threshold) return;
    const first = path.findIndex((risk) => risk >= reached);
    const spent = first < 0 ? 1 : (first + 1) / path.length;
    for (const kind of path.length > SHORT_ANSWER_TOKENS ? [shares.long, shares.all] : [shares.all]) {
      kind.sum += spent;
      kind.count++;
    }
  });
  const { sum, count } = shares.long.count > 0 ? shares.long : shares.all;
  return count === 0 ? 1 : sum / count;
}
