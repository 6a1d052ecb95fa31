// npm run tokens:fit: texts and their true counts of tokens → the weights by which a query's tokens are estimated.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tokenizer from 'llama-tokenizer-js';
import { commandLine, countOption } from '../../../scripts/command-line.ts';
import { mulberry32 } from '../../../scripts/mulberry32.ts';
import { WEIGHT_COUNT } from '../../../src/query/token-weights.ts';
import { fitWeights, type Piece } from './fit-weights.ts';
import { readTexts } from './read-texts.ts';
import { tokenFeatures } from './token-features.ts';

const USAGE = `npm run tokens:fit -- [--seed 1] [--out FILE]

Fits the estimate of tokens to the counts of Llama 2's tokenizer and writes its coefficients; the same packages and seed give the
same bytes. Prints the errors by kind of text, one JSON object a line; held-out kinds, packages and languages are never fitted on.

  --seed N     cuts the texts into pieces and makes the numbers (default 1)
  --ridge N    hundredths by which weights hold to what is believed beforehand (default 200)
  --out FILE   where the coefficients go (default src/query/token-coefficients.ts)
`;

const { values } = commandLine(USAGE, {
  options: { seed: { type: 'string', default: '1' }, ridge: { type: 'string', default: '200' }, out: { type: 'string', default: 'src/query/token-coefficients.ts' } },
});
const seed = countOption('--seed', values.seed, USAGE);
const ridge = countOption('--ridge', values.ridge, USAGE) / 100;
const random = mulberry32(seed);

const fitted: Piece[] = [];
const heldOut: Piece[] = [];
for (const { kind, text, isHeldOut } of readTexts(fileURLToPath(new URL('../../..', import.meta.url)), random)) {
  for (const piece of cut(text)) (isHeldOut ? heldOut : fitted).push({ kind, text: piece, tokens: tokenizer.encode(piece, false).length });
}
const weights = fitWeights(fitted, ridge);
const { levels, start, step } = toLevels(weights.subarray(WEIGHT_COUNT));
const plain = [...weights.subarray(0, WEIGHT_COUNT)].map((value) => Math.round(value * 100) / 100);
writeFileSync(
  values.out,
  `// Written by \`npm run tokens:fit\` (seed ${seed}): fitted to Llama 2's tokenizer on ${fitted.length} pieces of the Universal Declaration of Human
// Rights in 30 translations, of manuals and code of the packages the project is built with, and of numbers. Not to be edited.
export const PAIR_START = ${start};
export const PAIR_STEP = ${step};
/** Pairs of letters, a letter for each level from a on. */
export const PAIR_LEVELS =
  '${levels}';
// prettier-ignore
export const WEIGHTS: readonly number[] = [
  ${plain.join(', ')},
];
`,
);
report('fitted', fitted);
report('held out', heldOut);

function cut(text: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = from + 40 + Math.floor(random() * random() * 500);
    const end = text.slice(to).search(/\s/);
    const stop = end === -1 || end > 30 ? to : to + end;
    const piece = text.slice(from, stop).trim();
    if (piece.length >= 30 && piece.isWellFormed()) pieces.push(piece);
    from = stop;
  }
  return pieces;
}

/** 16 levels are enough: what is lost is far below what a pair explains. */
function toLevels(pairs: Float64Array): { levels: string; start: number; step: number } {
  const lowest = -0.3;
  const apart = 0.08;
  const letters = [...pairs].map((value) => String.fromCharCode(97 + Math.min(15, Math.max(0, Math.round((value - lowest) / apart)))));
  return { levels: letters.join(''), start: lowest, step: apart };
}

function report(set: string, pieces: readonly Piece[]): void {
  for (const [kind, of] of Object.entries(Object.groupBy(pieces, (piece) => piece.kind))) {
    const errors = of!.map(({ text, tokens }) => Math.abs(estimate(text) - tokens) / tokens).toSorted((a, b) => a - b);
    const at = (share: number) => Number(errors[Math.ceil(share * errors.length) - 1]!.toFixed(3));
    process.stdout.write(`${JSON.stringify({ set, kind, pieces: of!.length, median: at(0.5), p95: at(0.95) })}\n`);
  }
}

function estimate(text: string): number {
  let sum = 0;
  for (const [feature, times] of tokenFeatures(text)) {
    sum += times * (feature < WEIGHT_COUNT ? plain[feature]! : start + step * (levels.charCodeAt(feature - WEIGHT_COUNT) - 97));
  }
  return Math.ceil(sum);
}
