// The text of a query → what is known of it before anything answers. One pass, no network, no regular expression.
import { detectLanguage } from './detect-language.ts';
import { expectedOutputTokens } from './expected-output.ts';
import { needsFreshFacts } from './fresh-facts.ts';
import { asksForFact, knowledgeDemand } from './knowledge-demand.ts';
import { languageTierOf } from './languages.ts';
import { asksQuantity, findNamedTask, isSmallTalk } from './named-task.ts';
import type { Message } from './query.ts';
import type { LanguageTier, QueryDescription, Task } from './query-description.ts';
import { LANGUAGE_TIERS } from './query-description.ts';
import type { TextScan } from './scan-state.ts';
import { scanText } from './scan-text.ts';
import { findSensitivity } from './sensitivity.ts';
import { findTargetLanguage } from './target-language.ts';

/** Tokens the chat template adds to each message. */
const TEMPLATE_TOKENS = 4;

export interface DescribeInput {
  readonly messages: readonly Message[];
  readonly context: readonly string[];
}

/**
 * @example
 * describeQuery({ messages: [{ role: 'user', content: 'Classify as spam or not: You won!' }], context: [] });
 * // { task: 'classification', language: 'en', knowledgeDemand: 0.01…, expectedOutputTokens: 12, … }
 */
export function describeQuery({ messages, context }: DescribeInput): QueryDescription {
  const scans = messages.map((message) => scanText(message.content));
  const supplied = context.map(scanText);
  const contextTokens = supplied.reduce((sum, scan) => sum + scan.tokens, 0);
  const lastUser = messages.findLastIndex((message) => message.role === 'user');
  const request = scans[lastUser === -1 ? scans.length - 1 : lastUser] ?? scanText('');
  const promptTokens = scans.reduce((sum, scan) => sum + scan.tokens + TEMPLATE_TOKENS, contextTokens);

  const language = detectLanguage(request);
  const isQuestion = request.questionMarks > 0 || request.mentions.some(({ meaning, position }) => position === 0 && meaning.roles.question);
  const hasCode = looksLikeCode(request, isQuestion);
  const hasMaths = looksLikeMaths(request, isQuestion);
  const namedTask = findNamedTask(request);
  const hasContext = contextTokens > 0;
  const demand = knowledgeDemand({ scan: request, language, hasContext, isQuestion, namedTask, hasCode });
  const wantsFact = !isSmallTalk(request) && (demand >= 0.25 || asksForFact(request, isQuestion));
  const task = chooseTask({ namedTask, hasCode, hasMaths, isQuestion, wantsFact, hasContext });
  return {
    promptTokens,
    contextTokens,
    expectedOutputTokens: expectedOutputTokens(task, request),
    turns: messages.filter((message) => message.role === 'user').length,
    language,
    languageTier: rarer(languageTierOf(language), languageTierOf(findTargetLanguage(request) ?? 'en')),
    task,
    hasCode,
    hasMaths,
    isQuestion,
    knowledgeDemand: demand,
    needsFreshFacts: needsFreshFacts(request, task, isQuestion),
    sensitivity: findSensitivity([...scans, ...supplied], hasCode),
  };
}

/** Marks alone don't make code of a question for facts: whatever stands beside it, it is the question that is to be answered. */
function looksLikeCode(request: TextScan, isQuestion: boolean): boolean {
  const { hasCodeFence, codeMarks, mentions } = request;
  if (hasCodeFence || (codeMarks >= 2 && mentions.some(({ meaning }) => meaning.roles.codeWord))) return true;
  return codeMarks >= 4 && !asksForFact(request, isQuestion) && !needsFreshFacts(request, 'conversation', isQuestion);
}

/** Signs between digits (but those of a date or of years in a question for facts: "Who was king in 1714-1727?"), a question with three numbers or with some of what remains, or words of sums in company. */
function looksLikeMaths(request: TextScan, isQuestion: boolean): boolean {
  const { mathsMarks, hyphens, percentSigns, numbers, mentions, hasYear } = request;
  if (hasYear && mathsMarks > 0 && mathsMarks === hyphens && asksForFact(request, isQuestion)) return false;
  if (mathsMarks > 0 || (isQuestion && (numbers >= 3 || (percentSigns > 0 && numbers >= 2)))) return true;
  if (isQuestion && numbers > 0 && asksQuantity(mentions) && mentions.some(({ meaning }) => meaning.roles.remains)) return true;
  const words = mentions.filter(({ meaning }) => meaning.roles.maths).length;
  return words >= 2 || (words === 1 && numbers >= 2);
}

interface TaskClues {
  readonly namedTask: Task | undefined;
  readonly hasCode: boolean;
  readonly hasMaths: boolean;
  readonly isQuestion: boolean;
  readonly wantsFact: boolean;
  readonly hasContext: boolean;
}

function chooseTask({ namedTask, hasCode, hasMaths, isQuestion, wantsFact, hasContext }: TaskClues): Task {
  if (namedTask !== undefined && namedTask !== 'reasoning') return namedTask;
  if (hasCode) return 'code';
  if (hasMaths) return 'arithmetic';
  if (isQuestion && hasContext) return 'extraction';
  if (isQuestion && wantsFact) return 'knowledge';
  return namedTask ?? 'conversation';
}

function rarer(one: LanguageTier, other: LanguageTier): LanguageTier {
  return LANGUAGE_TIERS.indexOf(one) >= LANGUAGE_TIERS.indexOf(other) ? one : other;
}
