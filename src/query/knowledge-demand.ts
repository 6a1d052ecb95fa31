// How much the answer needs facts a small model can't store, in [0, 1]. A logistic over counts of the text; the weights are a
// first version by hand, to be fitted on labels.
import { exp } from '../numerics/exp.ts';
import { settle } from '../numerics/settle.ts';
import type { WordMeaning } from './lexicon.ts';
import type { Task } from './query-description.ts';
import type { TextScan } from './scan-state.ts';

/** Tasks that work on what they are given. */
const TRANSFORMING: ReadonlySet<Task> = new Set([
  'translation',
  'summary',
  'classification',
  'extraction',
  'rewriting',
  'code',
  'arithmetic',
  'drafting',
  'support',
]);

export interface KnowledgeClues {
  readonly scan: TextScan;
  readonly language: string;
  readonly hasContext: boolean;
  readonly isQuestion: boolean;
  readonly namedTask: Task | undefined;
  readonly hasCode: boolean;
}

/** A question that begins with "who", "when", "where" or "which" and isn't about the asker: no encyclopaedia has my dinner. */
export function asksForFact(scan: TextScan, isQuestion: boolean): boolean {
  return isQuestion && opensImpersonally(scan, ({ roles }) => roles.factQuestion === true);
}

/** A clause that such a word opens, in a text that isn't about the asker. */
function opensImpersonally({ mentions }: TextScan, isOpening: (meaning: WordMeaning) => boolean): boolean {
  return (
    mentions.some(({ meaning, startsClause, position }) => (startsClause || position === 1) && isOpening(meaning)) && !mentions.some(({ meaning }) => meaning.roles.self)
  );
}

export function knowledgeDemand({ scan, language, hasContext, isQuestion, namedTask, hasCode }: KnowledgeClues): number {
  const isFactQuestion = asksForFact(scan, isQuestion);
  const encyclopaedic = scan.mentions.filter(({ meaning }) => meaning.roles.encyclopaedic).length;
  const isImpersonal = isFactQuestion || (isQuestion && opensImpersonally(scan, ({ roles }) => roles.what === true));
  let evidence = -2.6;
  if (isFactQuestion) evidence += 1.2;
  else if (isQuestion) evidence += 0.8;
  evidence += nameEvidence(scan, language, isFactQuestion, isImpersonal || encyclopaedic > 0);
  evidence += 0.8 * Math.min(encyclopaedic, 3);
  if (scan.hasYear) evidence += 0.7;
  // What is supplied need not be known: retrieval mends long-tail facts better than size.
  if (hasContext) evidence -= 4;
  if (namedTask !== undefined && TRANSFORMING.has(namedTask)) evidence -= 2;
  if (hasCode) evidence -= 2;
  return settle(1 / (1 + exp(-evidence)));
}

/** Names are those of encyclopaedias only beside another sign of one; else they may be friends. German capitals say nothing. */
function nameEvidence({ names }: TextScan, language: string, isFactQuestion: boolean, isEncyclopaedic: boolean): number {
  if (language === 'de') return isFactQuestion ? 0.8 : 0;
  return (isEncyclopaedic ? 0.8 : 0.25) * Math.min(names, 4);
}
