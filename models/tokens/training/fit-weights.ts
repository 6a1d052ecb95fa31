// Weights nearest to what is believed beforehand that explain the true counts: errors relative to the piece, by gradient descent.
import * as AT from '../../../src/query/token-places.ts';
import { CYRILLIC_PAIRS_AT, FEATURE_COUNT, tokenFeatures, type TokenFeatures } from './token-features.ts';

export interface Piece {
  readonly kind: string;
  readonly text: string;
  readonly tokens: number;
}

/** What people write most; every other kind of text counts alike, however much of it there is. */
const IMPORTANCE: Readonly<Record<string, number>> = { manuals: 6, code: 4, 'chat code': 5, 'chat en': 5, 'chat ru': 5, 'chat pt': 4, 'chat it': 4, 'chat es': 4, 'chat fr': 4, 'chat de': 4, eng: 2 };

/** Fewer, and the order of the pieces shows in the weights. */
const ROUNDS = 90;
const BATCH = 64;
const FIRST_STEP = 0.02;
/** A word that weighs less than its least by more than this isn't drawn up again. */
const OUT_OF_REACH = 0.3;
/** How much more, or less, than the Latin pairs: few texts have Cyrillic ones, most have the weights. */
const CYRILLIC_HOLD = 6;
const WEIGHT_HOLD = 0.25;

/** @param ridge how strongly pairs of letters hold to what is believed */
export function fitWeights(pieces: readonly Piece[], ridge: number, random: () => number): Float64Array {
  const prior = priorWeights();
  const weights = prior.slice();
  const hold = Float64Array.from(prior, (_, feature) => (ridge * holdOf(feature)) / pieces.length);
  const perKind = new Map<string, number>();
  for (const { kind } of pieces) perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
  const read = pieces.map(({ kind, text, tokens }) => ({
    tokens,
    features: tokenFeatures(text),
    importance: (1000 * (IMPORTANCE[kind] ?? 1)) / perKind.get(kind)! / (tokens * tokens),
  }));
  const gradient = new Float64Array(FEATURE_COUNT);
  const mean = new Float64Array(FEATURE_COUNT);
  const square = new Float64Array(FEATURE_COUNT);
  let steps = 0;
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(read, random);
    for (let from = 0; from < read.length; from += BATCH) {
      const batch = read.slice(from, from + BATCH);
      gradient.fill(0);
      for (const { tokens, features, importance } of batch) addGradient(gradient, features, weights, importance, tokens);
      steps++;
      const correction = Math.sqrt(1 - 0.999 ** steps) / (1 - 0.9 ** steps);
      for (let feature = 0; feature < FEATURE_COUNT; feature++) {
        const slope = gradient[feature]! + hold[feature]! * batch.length * (weights[feature]! - prior[feature]!);
        mean[feature] = 0.9 * mean[feature]! + 0.1 * slope;
        square[feature] = 0.999 * square[feature]! + 0.001 * slope * slope;
        weights[feature]! -= (FIRST_STEP * (1 - round / ROUNDS) * correction * mean[feature]!) / (Math.sqrt(square[feature]!) + 1e-8);
      }
    }
  }
  return weights;
}

/** Tokens of a text by the weights, not yet a whole number. */
export function weigh({ units, exact }: TokenFeatures, weights: Float64Array): number {
  return units.reduce((sum, { features, least }) => sum + Math.max(least, sumOf(features, weights)), exact);
}

function sumOf(features: readonly number[], weights: Float64Array): number {
  let sum = 0;
  for (const feature of features) sum += weights[feature]!;
  return sum;
}

function addGradient(gradient: Float64Array, features: TokenFeatures, weights: Float64Array, importance: number, tokens: number): void {
  const error = weigh(features, weights) - tokens;
  for (const { features: own, least } of features.units) {
    const sum = sumOf(own, weights);
    if (sum < least && (error > 0 || sum < least - OUT_OF_REACH)) continue;
    for (const feature of own) gradient[feature]! += importance * error;
  }
}

function shuffle(items: unknown[], random: () => number): void {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other], items[index]];
  }
}

/** A word is a token and so is a sign, a pair of letters breaks now and then. */
function priorWeights(): Float64Array {
  const prior = new Float64Array(FEATURE_COUNT);
  prior.fill(0.6, AT.length + 1, AT.lexicon);
  prior[AT.lexicon] = 1;
  prior[AT.capitals] = 0.5;
  prior[AT.capitalLetter] = 0.4;
  prior.fill(1, AT.digit, AT.markAfterMark);
  prior.fill(1, AT.latinSign, AT.emojiHalf);
  prior[AT.emojiHalf] = 2;
  prior[AT.fullWidth] = 1;
  prior[AT.signAgain] = -0.4;
  prior.fill(1.2, AT.script, AT.scriptAfterSpace);
  prior.fill(0.6, AT.cyrillicLength + 1, AT.cyrillicGlued);
  prior.fill(0.9, AT.mark, AT.markAgain);
  prior.fill(-0.4, AT.markAgain, AT.WEIGHT_COUNT);
  prior.fill(0.12, AT.WEIGHT_COUNT, CYRILLIC_PAIRS_AT);
  prior.fill(0.3, CYRILLIC_PAIRS_AT);
  return prior;
}

function holdOf(feature: number): number {
  if (feature < AT.WEIGHT_COUNT) return WEIGHT_HOLD;
  return feature < CYRILLIC_PAIRS_AT ? 1 : CYRILLIC_HOLD;
}
