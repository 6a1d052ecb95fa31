// npm run tokens:fit: texts and their true counts of tokens → the weights by which a query's tokens are estimated.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tokenizer from 'llama-tokenizer-js';
import { commandLine, countOption } from '../../../scripts/command-line.ts';
import { mulberry32 } from '../../../scripts/mulberry32.ts';
import { WEIGHT_COUNT } from '../../../src/query/token-places.ts';
import { PAIR_START, PAIR_STEP } from '../../../src/query/token-weights.ts';
import { fitWeights, weigh, type Piece } from './fit-weights.ts';
import { readTexts } from './read-texts.ts';
import { CYRILLIC_PAIRS_AT, FEATURE_COUNT, PAIRS_AT, tokenFeatures } from './token-features.ts';
import { wholeCharacters, writeCharacters } from './write-characters.ts';

/** Eight steps are enough for a pair: what is lost is far below what it explains. */
const HIGHEST_LEVEL = 7;

const USAGE = `npm run tokens:fit -- [--seed 1] [--out FILE]

Fits the estimate of tokens to the counts of Llama 2's tokenizer and writes its coefficients; the same packages and seed give the
same bytes. Prints the errors by kind of text, one JSON object a line; held-out kinds, packages and languages are never fitted on.

  --seed N     cuts the texts into pieces and makes the numbers (default 1)
  --ridge N    hundredths by which pairs of letters hold to what is believed beforehand (default 250)
  --out FILE   where the coefficients go (default src/query/token-coefficients.ts)
`;

const { values } = commandLine(USAGE, {
  options: { seed: { type: 'string', default: '1' }, ridge: { type: 'string', default: '250' }, out: { type: 'string', default: 'src/query/token-coefficients.ts' } },
});
const seed = countOption('--seed', values.seed, USAGE);
const ridge = countOption('--ridge', values.ridge, USAGE) / 100;
const random = mulberry32(seed);

const fitted: Piece[] = [];
const heldOut: Piece[] = [];
for (const { kind, text, isHeldOut, isPiece } of readTexts(fileURLToPath(new URL('../../..', import.meta.url)), random)) {
  for (const piece of isPiece === true ? [text] : cut(text)) (isHeldOut ? heldOut : fitted).push({ kind, text: piece, tokens: tokenizer.encode(piece, false).length });
}
const weights = fitWeights(fitted, ridge, random).map((value, feature) => (feature < WEIGHT_COUNT ? Math.round(value * 100) / 100 : PAIR_START + PAIR_STEP * levelOf(value)));
writeFileSync(
  values.out,
  `// Written by \`npm run tokens:fit\` (seed ${seed}): fitted to Llama 2's tokenizer on ${fitted.length} pieces of the Universal Declaration of Human
// Rights in 30 translations, of manuals and code of packages the project is built with, of chats, numbers and rules. Not to be edited.
/** Pairs of letters, a letter for each level from a on. */
export const PAIR_LEVELS =
  '${levels(PAIRS_AT, CYRILLIC_PAIRS_AT)}';
export const CYRILLIC_PAIR_LEVELS =
  '${levels(CYRILLIC_PAIRS_AT, FEATURE_COUNT)}';
/** The characters that are one token: the gaps between them. */
export const WHOLE_CHARACTERS =
  '${writeCharacters(wholeCharacters())}';
/** In hundredths. */
// prettier-ignore
export const WEIGHTS: readonly number[] = [
  ${Array.from(weights.subarray(0, WEIGHT_COUNT), (value) => Math.round(value * 100)).join(', ')},
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

function levelOf(value: number): number {
  return Math.min(HIGHEST_LEVEL, Math.max(0, Math.round((value - PAIR_START) / PAIR_STEP)));
}

function levels(from: number, to: number): string {
  return Array.from(weights.subarray(from, to), (value) => String.fromCharCode(97 + levelOf(value))).join('');
}

function report(set: string, pieces: readonly Piece[]): void {
  for (const [kind, of] of Object.entries(Object.groupBy(pieces, (piece) => piece.kind))) {
    const errors = of!.map(({ text, tokens }) => Math.abs(Math.round(weigh(tokenFeatures(text), weights)) - tokens) / tokens).toSorted((a, b) => a - b);
    const at = (share: number) => Number(errors[Math.ceil(share * errors.length) - 1]!.toFixed(3));
    process.stdout.write(`${JSON.stringify({ set, kind, pieces: of!.length, median: at(0.5), p95: at(0.95) })}\n`);
  }
}
