// One answer is a noisy sign of how hard a question is. From what several models answered to it and how their outputs look,
// least squares (a source at a time, for graders and prompts differ) tells what the pair's own model would be expected to
// do: a label with less chance in it. Only the trainer sees these signs; the model that ships sees the question.
import type { Labels } from './label.ts';

/** Holds a sign's share near 0 where few questions tell it. */
const RIDGE = 5;
/** Of fewer questions nothing is told. */
const LEAST_QUESTIONS = 50;
/** A sign that fewer of a source's questions have is none of that source. */
const LEAST_SHARE = 0.5;
const LEAST_DEVIATION = 1e-6;

/** @returns for each row what its signs let expect of `own`, learned on `rows` alone; `own` itself where there are no signs */
export function expectFromSigns(labels: readonly Labels[], sources: readonly string[], rows: Int32Array, own: (label: Labels) => number): Float64Array {
  const expected = Float64Array.from(labels, own);
  for (const [source, learned] of Map.groupBy(rows, (row) => sources[row]!)) {
    if (learned.length < LEAST_QUESTIONS) continue;
    const columns = columnsOf(labels, learned);
    if (columns.length === 0) continue;
    const featuresOf = (row: number) => [...columns.map(({ name, mean, deviation }) => ((labels[row]!.signs[name] ?? mean) - mean) / deviation), 1];
    const weights = leastSquares(learned.map((row) => ({ features: featuresOf(row), value: own(labels[row]!) })), columns.length + 1);
    for (const row of sources.keys()) {
      if (sources[row] !== source) continue;
      const sum = featuresOf(row).reduce((total, feature, at) => total + feature * weights[at]!, 0);
      expected[row] = Math.min(1, Math.max(0, sum));
    }
  }
  return expected;
}

interface Column {
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
}

/** The signs that most of the rows have and that aren't the same in all. */
function columnsOf(labels: readonly Labels[], rows: readonly number[]): readonly Column[] {
  const names = new Set(rows.flatMap((row) => Object.keys(labels[row]!.signs)));
  return [...names].toSorted().flatMap((name) => {
    const values = rows.flatMap((row) => labels[row]!.signs[name] ?? []);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return values.length < LEAST_SHARE * rows.length || deviation < LEAST_DEVIATION ? [] : [{ name, mean, deviation }];
  });
}

/** The last feature is the intercept: the ridge leaves it alone. */
function leastSquares(examples: readonly { readonly features: readonly number[]; readonly value: number }[], size: number): number[] {
  const system = Array.from({ length: size }, (_, at) => Array.from({ length: size + 1 }, (__, column) => (at === column && at < size - 1 ? RIDGE : 0)));
  for (const { features, value } of examples) {
    for (let at = 0; at < size; at++) {
      const equation = system[at]!;
      for (let column = 0; column < size; column++) equation[column]! += features[at]! * features[column]!;
      equation[size]! += features[at]! * value;
    }
  }
  return solve(system);
}

/** Gauss and Jordan, on a matrix that the ridge keeps positive; the last column is the right side. */
function solve(system: number[][]): number[] {
  const size = system.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const row = system[pivot]!;
    const scale = 1 / row[pivot]!;
    for (let column = pivot; column <= size; column++) row[column]! *= scale;
    for (let at = 0; at < size; at++) {
      const factor = system[at]![pivot]!;
      if (at === pivot || factor === 0) continue;
      for (let column = pivot; column <= size; column++) system[at]![column]! -= factor * row[column]!;
    }
  }
  return system.map((row) => row[size]!);
}
