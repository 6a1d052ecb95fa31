// Ridge regression on relative errors: the weights nearest to what is believed beforehand that explain the true counts.
import { AT, WEIGHT_COUNT } from '../../../src/query/token-weights.ts';
import { FEATURE_COUNT, tokenFeatures } from './token-features.ts';

export interface Piece {
  readonly kind: string;
  readonly text: string;
  readonly tokens: number;
}

/** What people write most; the manuals' English stands for much else. */
const IMPORTANCE: Readonly<Record<string, number>> = { eng: 5, manuals: 5, code: 3, rus: 3 };

/** Every other kind of text counts alike, however much of it there is. */
export function fitWeights(pieces: readonly Piece[], ridge: number): Float64Array {
  const size = FEATURE_COUNT;
  const prior = priorWeights();
  const perKind = new Map<string, number>();
  for (const { kind } of pieces) perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  for (const { kind, text, tokens } of pieces) {
    const features = [...tokenFeatures(text)];
    const importance = (1000 * (IMPORTANCE[kind] ?? 1)) / perKind.get(kind)! / (tokens * tokens);
    const residual = tokens - features.reduce((sum, [feature, times]) => sum + times * prior[feature]!, 0);
    for (const [row, times] of features) {
      moment[row]! += importance * times * residual;
      for (const [column, others] of features) if (column <= row) gram[row * size + column]! += importance * times * others;
    }
  }
  for (let row = 0; row < size; row++) gram[row * size + row]! += row < WEIGHT_COUNT ? ridge / 4 : ridge;
  const change = solve(gram, moment, size);
  return prior.map((value, index) => value + change[index]!);
}

/** A word is a token and so is a sign, a pair of letters breaks now and then. */
function priorWeights(): Float64Array {
  const prior = new Float64Array(FEATURE_COUNT).fill(0.12, WEIGHT_COUNT);
  prior.fill(0.8, 1, AT.lexicon);
  prior[AT.lexicon] = 1;
  prior[AT.digit] = 1;
  prior[AT.spaceBeforeDigit] = 1;
  prior[AT.spaces] = 1;
  prior.fill(1, AT.newline, AT.newlineAgain + 1);
  prior.fill(1, AT.latinSign, AT.emojiHalf);
  prior[AT.emojiHalf] = 2;
  prior.fill(1.2, AT.script, AT.script + 10);
  prior.fill(0.9, AT.mark + 33, AT.englishWord);
  prior.fill(0.36, AT.cyrillicLetter, WEIGHT_COUNT);
  return prior;
}

/** Cholesky on the lower triangle, in place. */
function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let inner = 0; inner < column; inner++) sum -= matrix[row * size + inner]! * matrix[column * size + inner]!;
      matrix[row * size + column] = row === column ? Math.sqrt(sum) : sum / matrix[column * size + column]!;
    }
  }
  const answer = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < row; inner++) answer[row]! -= matrix[row * size + inner]! * answer[inner]!;
    answer[row]! /= matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let inner = row + 1; inner < size; inner++) answer[row]! -= matrix[inner * size + row]! * answer[inner]!;
    answer[row]! /= matrix[row * size + row]!;
  }
  return answer;
}
