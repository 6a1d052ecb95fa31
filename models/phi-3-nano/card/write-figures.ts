// Summaries → the tables of the model card.
import type { AnswerSummary } from './summarise-answers.ts';

export const DTYPES = ['fp32', 'q8', 'q4'] as const;
export type Dtype = (typeof DTYPES)[number];

/** One line of a table: a tier, a kind, or the whole. */
export interface FigureRow {
  readonly name: string;
  readonly byDtype: Readonly<Record<Dtype, AnswerSummary>>;
}

const MEASURES = ['accuracy', 'auroc', 'calibrationError'] as const;

/** A Markdown table: for each row accuracy, AUROC and ECE of the three kinds of weights; – where none is defined. */
export function writeFigures(heading: string, rows: readonly FigureRow[]): string {
  const header = [heading, 'questions', 'tokens', ...['accuracy', 'AUROC', 'ECE'].flatMap((measure) => DTYPES.map((dtype, index) => (index === 0 ? `${measure} ${dtype}` : dtype)))];
  const lines = rows.map(({ name, byDtype }) => [
    name, String(byDtype.q4.questions), byDtype.q4.tokens.toFixed(0),
    ...MEASURES.flatMap((measure) => DTYPES.map((dtype) => (Number.isNaN(byDtype[dtype][measure]) ? '–' : byDtype[dtype][measure].toFixed(measure === 'accuracy' ? 3 : 2)))),
  ]);
  return [header, header.map((_, index) => (index === 0 ? '---' : '--:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * Puts text between the marks `<!-- NAME -->` and `<!-- end of NAME -->` of a card. Throws where they are missing.
 *
 * @example replaceSection('<!-- a -->\n<!-- end of a -->', 'a', 'new') // '<!-- a -->\n\nnew\n\n<!-- end of a -->'
 */
export function replaceSection(card: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [card.indexOf(start), card.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The card has no section between ${start} and ${end}.`);
  return `${card.slice(0, from + start.length)}\n\n${text}\n\n${card.slice(to)}`;
}
