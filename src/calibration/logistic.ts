// Logistic regression with an L2 penalty on standardised features: Newton's method, a Cholesky step each.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import { FEATURE_VERSION } from '../confidence/answer-features.ts';
import type { LogisticScorer } from './calibration.ts';

/** Of the squared weights, as if one label each spoke for 0. The bias isn't penalised. */
const PENALTY = 1;
const MOST_STEPS = 50;

export interface LogisticInput {
  /** Row after row. */
  readonly features: Float64Array;
  /** How many of a row are weighed: its first ones. */
  readonly width: number;
  /** How many a row has; `width` unless told. */
  readonly stride?: number | undefined;
  /** The version of the features that they are; the newest unless told. */
  readonly version?: number | undefined;
  /** 0 or 1. */
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  /** Which rows. */
  readonly rows: Int32Array;
}

export function fitLogistic(input: LogisticInput): LogisticScorer {
  const { features, width, stride = width, version = FEATURE_VERSION, labels, weights, rows } = input;
  const { means, deviations, total } = standardise(input);
  // In units of their mean: the penalty mustn't depend on the unit of the weights.
  const unit = rows.length / total;
  const size = width + 1;
  let solution = new Float64Array(size);
  const x = new Float64Array(size);
  x[width] = 1;
  const readRow = (row: number) => {
    for (let index = 0; index < width; index++) x[index] = ((features[row * stride + index] as number) - (means[index] as number)) / (deviations[index] as number);
  };
  const loss = (point: Float64Array) => {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += (PENALTY / 2) * (point[index] as number) ** 2;
    for (const row of rows) {
      readRow(row);
      const z = dot(point, x) * (labels[row] === 1 ? 1 : -1);
      sum += unit * (weights[row] as number) * (z > 0 ? ln(1 + exp(-z)) : ln(1 + exp(z)) - z);
    }
    return sum;
  };
  let current = loss(solution);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let index = 0; index < width; index++) {
      gradient[index] = PENALTY * (solution[index] as number);
      hessian[index * size + index] = PENALTY;
    }
    hessian[size * size - 1] = 1e-9;
    for (const row of rows) {
      readRow(row);
      const p = 1 / (1 + exp(-dot(solution, x)));
      const weight = unit * (weights[row] as number);
      const slope = weight * (p - (labels[row] as number));
      const curvature = weight * p * (1 - p);
      for (let i = 0; i < size; i++) {
        const xi = x[i] as number;
        gradient[i] = (gradient[i] as number) + slope * xi;
        const scaled = curvature * xi;
        for (let j = 0; j <= i; j++) hessian[i * size + j] = (hessian[i * size + j] as number) + scaled * (x[j] as number);
      }
    }
    const direction = solveSymmetric(hessian, gradient, size);
    let scale = 1;
    let next = solution.map((value, index) => value - scale * (direction[index] as number));
    let nextLoss = loss(next);
    while (!(nextLoss <= current) && scale > 1e-6) {
      scale /= 2;
      next = solution.map((value, index) => value - scale * (direction[index] as number));
      nextLoss = loss(next);
    }
    if (!(nextLoss <= current)) break;
    const isDone = current - nextLoss <= 1e-10 * (1 + Math.abs(current));
    solution = next;
    current = nextLoss;
    if (isDone) break;
  }
  return { kind: 'logistic', features: version, means, deviations, weights: Array.from(solution.subarray(0, width)), bias: solution[width] as number };
}

function standardise({ features, width, stride = width, weights, rows }: LogisticInput): { readonly means: number[]; readonly deviations: number[]; readonly total: number } {
  const means = Array<number>(width).fill(0);
  const deviations = Array<number>(width).fill(0);
  let total = 0;
  for (const row of rows) {
    total += weights[row] as number;
    for (let index = 0; index < width; index++) means[index] = (means[index] as number) + (weights[row] as number) * (features[row * stride + index] as number);
  }
  for (let index = 0; index < width; index++) means[index] = (means[index] as number) / total;
  for (const row of rows) {
    for (let index = 0; index < width; index++) deviations[index] = (deviations[index] as number) + (weights[row] as number) * ((features[row * stride + index] as number) - (means[index] as number)) ** 2;
  }
  // A feature that never changes tells nothing, whatever its weight.
  return { means, deviations: deviations.map((sum) => Math.sqrt(sum / total) || 1), total };
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * (other[index] as number);
  return sum;
}

/** Of a positive definite matrix, whose lower half is given. */
function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      lower[i * size + j] = i === j ? Math.sqrt(sum > 1e-12 ? sum : 1e-12) : sum / (lower[j * size + j] as number);
    }
  }
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i] = (solution[i] as number) - (lower[i * size + k] as number) * (solution[k] as number);
    solution[i] = (solution[i] as number) / (lower[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i] = (solution[i] as number) - (lower[k * size + i] as number) * (solution[k] as number);
    solution[i] = (solution[i] as number) / (lower[i * size + i] as number);
  }
  return solution;
}
