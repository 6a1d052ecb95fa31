// The text of a query → what is known of it before anything answers. One pass, no network, no regular expression.
import { detectLanguage } from './detect-language.ts';
import { expectedOutputTokens } from './expected-output.ts';
import { knowledgeDemand } from './knowledge-demand.ts';
import { languageTierOf } from './lexicon.ts';
import type { Message } from './query.ts';
import type { LanguageTier, QueryDescription, Sensitivity, Task } from './query-description.ts';
import { LANGUAGE_TIERS } from './query-description.ts';
import { scanText, type TextScan } from './scan-text.ts';

/** Tokens the chat template adds to each message. */
const TEMPLATE_TOKENS = 4;

/** Beyond these many words from its beginning a request is material, no longer an instruction. */
const INSTRUCTION_WORDS = 48;

/** Tasks named by the thing to be made rather than by a verb. */
const NOUN_TASKS: ReadonlySet<Task> = new Set(['creative', 'drafting', 'support']);

export interface DescribeInput {
  readonly messages: readonly Message[];
  readonly context: readonly string[];
}

/**
 * @example
 * describeQuery({ messages: [{ role: 'user', content: 'Classify as spam or not: You won!' }], context: [] });
 * // { task: 'classification', language: 'en', knowledgeDemand: 0.05…, expectedOutputTokens: 12, … }
 */
export function describeQuery({ messages, context }: DescribeInput): QueryDescription {
  const scans = messages.map((message) => scanText(message.content));
  const contextTokens = context.reduce((sum, document) => sum + scanText(document).tokens, 0);
  const lastUser = messages.findLastIndex((message) => message.role === 'user');
  const request = scans[lastUser === -1 ? scans.length - 1 : lastUser] ?? scanText('');
  const promptTokens = scans.reduce((sum, scan) => sum + scan.tokens + TEMPLATE_TOKENS, contextTokens);

  const language = detectLanguage(request);
  const isQuestion = request.questionMarks > 0 || request.meanings.some(({ meaning, position }) => position === 0 && meaning.isQuestionWord);
  const hasCode = request.hasCodeFence || request.codeMarks >= 4 || (request.codeMarks >= 2 && request.meanings.some(({ meaning }) => meaning.isCode));
  // "A train goes 60 miles in 2 hours. How many in 5?": several numbers and a question are a sum in words.
  const hasMaths =
    request.mathsMarks > 0 || (isQuestion && request.numbers >= 3) || request.meanings.some(({ meaning }) => meaning.isMaths);
  const namedTask = findNamedTask(request);
  const demand = knowledgeDemand({ scan: request, hasContext: contextTokens > 0, isQuestion, namedTask, hasCode });
  const task = chooseTask({ namedTask, hasCode, hasMaths, isQuestion, demand, hasContext: contextTokens > 0 });
  return {
    promptTokens,
    contextTokens,
    expectedOutputTokens: expectedOutputTokens(task, request),
    turns: messages.filter((message) => message.role === 'user').length,
    language,
    languageTier: rarer(languageTierOf(language), targetTier(request)),
    task,
    hasCode,
    hasMaths,
    isQuestion,
    knowledgeDemand: demand,
    needsFreshFacts: isQuestion && request.meanings.some(({ meaning }) => meaning.isFresh),
    sensitivity: findSensitivity(scans),
  };
}

/** The first word of the instruction that names a task; a proof is a proof wherever it is named. */
function findNamedTask(request: TextScan): Task | undefined {
  const asksForFact = request.meanings.some(({ meaning, position }) => position === 0 && meaning.isFactQuestionWord);
  const named = request.meanings.filter(
    ({ meaning, position }) =>
      meaning.task !== undefined &&
      position < INSTRUCTION_WORDS &&
      // "Who wrote the novel …" asks for a fact about a novel, not for a novel.
      !(asksForFact && NOUN_TASKS.has(meaning.task)),
  );
  const proof = named.find(({ meaning, position }) => meaning.task === 'proof' && position < 8);
  if (proof) return 'proof';
  // "Why" and "how" say little beside a word that names the work: "how do I write an e-mail".
  const strong = named.find(({ meaning }) => meaning.task !== 'reasoning');
  return (strong ?? named[0])?.meaning.task;
}

interface TaskClues {
  readonly namedTask: Task | undefined;
  readonly hasCode: boolean;
  readonly hasMaths: boolean;
  readonly isQuestion: boolean;
  readonly demand: number;
  readonly hasContext: boolean;
}

function chooseTask({ namedTask, hasCode, hasMaths, isQuestion, demand, hasContext }: TaskClues): Task {
  if (namedTask !== undefined && namedTask !== 'reasoning') return namedTask;
  if (hasCode) return 'code';
  if (hasMaths) return 'arithmetic';
  if (isQuestion && hasContext) return 'extraction';
  if (isQuestion && demand >= 0.25) return 'knowledge';
  return namedTask ?? 'conversation';
}

/** The language asked for: "into German", "answer in Icelandic". */
function targetTier(request: TextScan): LanguageTier {
  const named = request.meanings.find(({ meaning, position }) => meaning.namedLanguage !== undefined && position < INSTRUCTION_WORDS);
  return named?.meaning.namedLanguage === undefined ? 'english' : languageTierOf(named.meaning.namedLanguage);
}

function rarer(one: LanguageTier, other: LanguageTier): LanguageTier {
  return LANGUAGE_TIERS.indexOf(one) >= LANGUAGE_TIERS.indexOf(other) ? one : other;
}

function findSensitivity(scans: readonly TextScan[]): Sensitivity {
  for (const scan of scans) {
    for (const { meaning } of scan.meanings) if (meaning.sensitivity !== undefined) return meaning.sensitivity;
  }
  return 'none';
}
