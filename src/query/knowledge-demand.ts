// How much the answer needs facts a small model can't store, in [0, 1]. A logistic over counts of the text; the integer
// weights are a first version by hand, to be fitted on labels.
import { exp } from '../numerics/exp.ts';
import type { Task } from './query-description.ts';
import type { TextScan } from './scan-text.ts';

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
  readonly hasContext: boolean;
  readonly isQuestion: boolean;
  readonly namedTask: Task | undefined;
  readonly hasCode: boolean;
}

export function knowledgeDemand({ scan, hasContext, isQuestion, namedTask, hasCode }: KnowledgeClues): number {
  const asksForFact = isQuestion && scan.meanings.some(({ meaning }) => meaning.isFactQuestionWord);
  const encyclopaedic = scan.meanings.filter(({ meaning }) => meaning.isEncyclopaedic).length;
  let evidence = -2.6;
  if (asksForFact) evidence += 1.2;
  else if (isQuestion) evidence += 0.8;
  evidence += 0.8 * Math.min(scan.names, 4);
  evidence += 0.8 * Math.min(encyclopaedic, 3);
  if (scan.hasYear) evidence += 0.7;
  // What is supplied need not be known: retrieval mends long-tail facts better than size.
  if (hasContext) evidence -= 4;
  if (namedTask !== undefined && TRANSFORMING.has(namedTask)) evidence -= 2;
  if (hasCode) evidence -= 2;
  return 1 / (1 + exp(-evidence));
}
