// The task a request names. Verbs of the work count alone ("translate"); words with other senses where a command can stand
// ("Label this …"); things near a making verb ("write a letter"), since "function of the liver" asks for no code.
import type { Task } from './query-description.ts';
import type { Mention, TextScan } from './scan-state.ts';
import { MAKES } from './task-words.ts';

/** Beyond these many words from its beginning a request is material, no longer an instruction. */
export const INSTRUCTION_WORDS = 48;

export function findNamedTask(request: TextScan): Task | undefined {
  const instruction = request.mentions.filter(({ position }) => position < INSTRUCTION_WORDS);
  let generic: Task | undefined;
  let isReasoning = false;
  for (const mention of instruction) {
    const task = taskOf(mention, instruction);
    if (task === undefined) continue;
    // "Why" and "how" say little beside a word that names the work ("how do I write an e-mail"), nor does a bare "write"
    // beside the thing to be written.
    if (task === 'reasoning') isReasoning ||= mention.meaning.roles.how === undefined || !asksQuantity(instruction);
    else if (mention.meaning.makingReach !== undefined && mention.meaning.thing === undefined && task === 'drafting') generic ??= task;
    else return finer(task, request, instruction);
  }
  if (generic !== undefined) return finer(generic, request, instruction);
  return isSmallTalk(request) ? undefined : isReasoning ? 'reasoning' : undefined;
}

function taskOf(mention: Mention, instruction: readonly Mention[]): Task | undefined {
  const { meaning, startsClause, before } = mention;
  if (meaning.work !== undefined) return meaning.work;
  // "Polish this paragraph" is a command, "Polish restaurants" are not.
  const isAdjective = meaning.namedLanguage !== undefined && mention.hasNoun;
  if (meaning.command !== undefined && !isAdjective && (startsClause || before?.roles.beforeCommand !== undefined || meaning.roles.verbLast !== undefined)) {
    // "What do I need to prove my address?"
    return meaning.command === 'proof' && !startsClause && !isAboutMaths(instruction) ? undefined : meaning.command;
  }
  if (meaning.thing !== undefined && isMade(mention, instruction)) return meaning.thing;
  if (meaning.roles.sentiment !== undefined && instruction.length > 1 && instruction.some((other) => other.meaning.thing === 'drafting')) return 'classification';
  return isCodeName(mention, instruction) ? 'code' : undefined;
}

/** "Write a letter", "Kannst du mir einen Brief schreiben?"; for proofs and code a wish needs a word of theirs beside it. */
function isMade(thing: Mention, instruction: readonly Mention[]): boolean {
  const task = thing.meaning.thing;
  if (task === 'proof') return thing.madeBy > 0 && isAboutMaths(instruction);
  if (thing.madeBy >= MAKES) return true;
  if (task === 'code') return thing.madeBy > 0 && instruction.some(({ meaning }) => meaning.roles.codeName);
  return thing.madeBy > 0 || instruction.some(({ meaning, sentence, position }) => meaning.roles.verbLast && sentence === thing.sentence && position > thing.position);
}

function isAboutMaths(instruction: readonly Mention[]): boolean {
  return instruction.some(({ meaning }) => meaning.roles.maths);
}

/** "in Python", "write Python", or beside another word of programming: alone it may be a snake. */
function isCodeName(mention: Mention, instruction: readonly Mention[]): boolean {
  if (mention.meaning.roles.codeName === undefined) return false;
  return mention.madeBy > 0 || mention.before?.roles.into !== undefined || instruction.some((other) => other !== mention && other.meaning.thing === 'code');
}

/** Writing that answers a customer is support. */
function finer(task: Task, request: TextScan, instruction: readonly Mention[]): Task | undefined {
  if (task !== 'drafting' && task !== 'support') return task;
  const answers = instruction.some(({ meaning }) => meaning.roles.reply);
  return answers && request.mentions.some(({ meaning }) => meaning.roles.customer) ? 'support' : 'drafting';
}

/** "How many", "how old": asks for a number, not for a way. */
export function asksQuantity(mentions: readonly Mention[]): boolean {
  return mentions.some(({ meaning, before }) => meaning.roles.measure && before?.roles.how);
}

/** "How are you?", "Wie geht es dir?": short, and about the one who answers. */
export function isSmallTalk({ words, mentions }: TextScan): boolean {
  return words <= 6 && mentions.some(({ meaning, before }) => meaning.roles.you && before?.roles.toBe);
}
