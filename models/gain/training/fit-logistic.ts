// Logistic regression on sparse words and dense counts, by L-BFGS. Nothing is drawn at random and every sum runs in the
// order of the rows, so that the same rows give the same bits.
import { exp } from '../../../src/numerics/exp.ts';
import { ln } from '../../../src/numerics/ln.ts';

/** Rows by their words' columns (each worth `scale[row]`) and a dense block. */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  /** `columnOf[start[row] … start[row + 1]]` are the row's columns. */
  readonly start: Int32Array;
  readonly columnOf: Uint16Array;
  readonly scale: Float64Array;
  readonly denseColumns: number;
  /** Row by row. */
  readonly dense: Float64Array;
}

export interface FitOptions {
  /** Rows to learn from, in order. */
  readonly rows: Int32Array;
  /** In [0, 1], by row. */
  readonly target: Float64Array;
  readonly weight: Float64Array;
  /** Ridge penalty of each word's weight; rare words less, common ones more. */
  readonly penalty: Float64Array;
  readonly densePenalty: Float64Array;
  readonly iterations: number;
}

/** Words first, then dense, then the intercept. */
export type Coefficients = Float64Array;

const MEMORY = 8;

export function fitLogistic(design: Design, options: FitOptions): Coefficients {
  const size = design.columns + design.denseColumns + 1;
  let at = new Float64Array(size);
  at[size - 1] = interceptOf(options);
  let gradient = new Float64Array(size);
  let value = lossAt(design, options, at, gradient);
  const inverse = inverseCurvature(design, options);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  const inverses: number[] = [];
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const direction = descend(gradient, inverse, steps, changes, inverses);
    const slope = dot(direction, gradient);
    if (slope > -1e-9) break;
    let length = 1;
    let next = new Float64Array(size);
    let nextGradient = new Float64Array(size);
    let nextValue = Infinity;
    for (let tries = 0; tries < 20; tries++) {
      for (let index = 0; index < size; index++) next[index] = at[index]! + length * direction[index]!;
      nextValue = lossAt(design, options, next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
      length /= 2;
    }
    if (!(nextValue < value)) break;
    const step = new Float64Array(size);
    const change = new Float64Array(size);
    for (let index = 0; index < size; index++) {
      step[index] = next[index]! - at[index]!;
      change[index] = nextGradient[index]! - gradient[index]!;
    }
    const curvature = dot(step, change);
    if (curvature > 1e-12) {
      steps.push(step);
      changes.push(change);
      inverses.push(1 / curvature);
      if (steps.length > MEMORY) {
        steps.shift();
        changes.shift();
        inverses.shift();
      }
    }
    const isSettled = value - nextValue < 1e-7 * Math.abs(value);
    at = next;
    gradient = nextGradient;
    value = nextValue;
    if (isSettled) break;
  }
  return at;
}

function interceptOf({ rows, target, weight }: FitOptions): number {
  let right = 1;
  let all = 2;
  for (const row of rows) {
    right += weight[row]! * target[row]!;
    all += weight[row]!;
  }
  return ln(right / (all - right));
}

/** The logit of one row. */
export function logitOf(design: Design, coefficients: Coefficients, row: number): number {
  let sum = 0;
  for (let index = design.start[row]!; index < design.start[row + 1]!; index++) sum += coefficients[design.columnOf[index]!]!;
  sum *= design.scale[row]!;
  const base = row * design.denseColumns;
  for (let column = 0; column < design.denseColumns; column++) sum += coefficients[design.columns + column]! * design.dense[base + column]!;
  return sum + coefficients[coefficients.length - 1]!;
}

/** Penalised negative log-likelihood; writes its gradient. */
function lossAt(design: Design, { rows, target, weight, penalty, densePenalty }: FitOptions, at: Coefficients, gradient: Float64Array): number {
  const { columns, denseColumns, start, columnOf, scale, dense } = design;
  const last = at.length - 1;
  gradient.fill(0);
  let loss = 0;
  for (const row of rows) {
    const logit = logitOf(design, at, row);
    const size = logit < 0 ? -logit : logit;
    const tail = exp(-size);
    const right = logit < 0 ? tail / (1 + tail) : 1 / (1 + tail);
    loss += weight[row]! * ((logit > 0 ? logit : 0) + ln(1 + tail) - target[row]! * logit);
    const error = weight[row]! * (right - target[row]!);
    const scaled = error * scale[row]!;
    for (let index = start[row]!; index < start[row + 1]!; index++) gradient[columnOf[index]!]! += scaled;
    const base = row * denseColumns;
    for (let column = 0; column < denseColumns; column++) gradient[columns + column]! += error * dense[base + column]!;
    gradient[last]! += error;
  }
  for (let column = 0; column < last; column++) {
    const ridge = column < columns ? penalty[column]! : densePenalty[column - columns]!;
    loss += 0.5 * ridge * at[column]! * at[column]!;
    gradient[column]! += ridge * at[column]!;
  }
  return loss;
}

/** Of each coefficient alone, with every row as unsure as most: what a common count and a rare word need to move at one pace. */
function inverseCurvature({ columns, denseColumns, start, columnOf, scale, dense }: Design, { rows, weight, penalty, densePenalty }: FitOptions): Float64Array {
  const UNSURE = 0.2;
  const curvature = new Float64Array(columns + denseColumns + 1);
  for (const row of rows) {
    const each = UNSURE * weight[row]!;
    const word = each * scale[row]! * scale[row]!;
    for (let index = start[row]!; index < start[row + 1]!; index++) curvature[columnOf[index]!]! += word;
    const base = row * denseColumns;
    for (let column = 0; column < denseColumns; column++) curvature[columns + column]! += each * dense[base + column]! * dense[base + column]!;
    curvature[columns + denseColumns]! += each;
  }
  for (let column = 0; column < columns; column++) curvature[column]! += penalty[column]!;
  for (let column = 0; column < denseColumns; column++) curvature[columns + column]! += densePenalty[column]!;
  return curvature.map((each) => 1 / Math.max(1e-6, each));
}

/** L-BFGS's two loops: the gradient turned by the curvature seen lately, from each coefficient's own on. */
function descend(gradient: Float64Array, inverse: Float64Array, steps: readonly Float64Array[], changes: readonly Float64Array[], inverses: readonly number[]): Float64Array {
  const direction = gradient.slice();
  const weights: number[] = [];
  for (let index = steps.length - 1; index >= 0; index--) {
    const weight = inverses[index]! * dot(steps[index]!, direction);
    weights[index] = weight;
    addTo(direction, changes[index]!, -weight);
  }
  const last = steps.length - 1;
  let scale = 1;
  if (last >= 0) {
    let product = 0;
    for (let index = 0; index < direction.length; index++) product += changes[last]![index]! * changes[last]![index]! * inverse[index]!;
    scale = 1 / (inverses[last]! * product);
  }
  for (let index = 0; index < direction.length; index++) direction[index]! *= scale * inverse[index]!;
  for (let index = 0; index < steps.length; index++) {
    addTo(direction, steps[index]!, weights[index]! - inverses[index]! * dot(changes[index]!, direction));
  }
  for (let index = 0; index < direction.length; index++) direction[index] = -direction[index]!;
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}

function addTo(sum: Float64Array, part: Float64Array, factor: number): void {
  for (let index = 0; index < sum.length; index++) sum[index]! += factor * part[index]!;
}
