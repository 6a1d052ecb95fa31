// One answer is a noisy sign of how hard a question is. Of several models' answers to it, least squares (a source at a time,
// for graders and prompts differ) tells what the pair's own model would be expected to do: a label with less chance in it.
import type { Labels } from './label.ts';

/** Holds a model's share near 0 where few questions tell it. */
const RIDGE = 2;
/** Of fewer questions nothing is told from the others. */
const LEAST_QUESTIONS = 50;

/** @returns for each row what the others' answers let expect of `own`, learned on `rows` alone; `own` itself where there are no others */
export function expectFromOthers(labels: readonly Labels[], sources: readonly string[], rows: Int32Array, own: (label: Labels) => number): Float64Array {
  const expected = Float64Array.from(labels, own);
  for (const [source, learned] of Map.groupBy(rows, (row) => sources[row]!)) {
    const models = Object.keys(labels[learned[0]!]!.others).toSorted();
    if (models.length === 0 || learned.length < LEAST_QUESTIONS) continue;
    const featuresOf = (row: number) => [...models.map((model) => labels[row]!.others[model] ?? 0.5), 1];
    const size = models.length + 1;
    const system = Array.from({ length: size }, (_, at) => Array.from({ length: size + 1 }, (__, column) => (at === column && at < models.length ? RIDGE : 0)));
    for (const row of learned) {
      const features = featuresOf(row);
      const right = own(labels[row]!);
      for (let at = 0; at < size; at++) {
        for (let column = 0; column < size; column++) system[at]![column]! += features[at]! * features[column]!;
        system[at]![size]! += features[at]! * right;
      }
    }
    const weights = solve(system);
    for (const row of sources.keys()) {
      if (sources[row] !== source) continue;
      const sum = featuresOf(row).reduce((total, feature, at) => total + feature * weights[at]!, 0);
      expected[row] = Math.min(1, Math.max(0, sum));
    }
  }
  return expected;
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
