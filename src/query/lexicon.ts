// Word hash → all that is known of the word. Built once from the lists; while reading, one look-up per word.
import { GRAMMAR, type GrammarRole } from './grammar-words.ts';
import { LANGUAGES, functionWordsOf } from './languages.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import { LENGTH_UNITS, NUMBER_WORDS } from './length-words.ts';
import type { Sensitivity, Task } from './query-description.ts';
import { CODE_NAMES, CODE_WORDS, ENCYCLOPAEDIC, FRESH_ALONE, FRESH_TOPICS, MATHS_WORDS, NOW_WORDS, STRONG_SENSITIVE, WEAK_SENSITIVE } from './subject-words.ts';
import { COMMAND_WORDS, MAKING_REACH, PLAIN_ENGLISH, THINGS, VERB_LAST, WORK_WORDS, type WordList } from './task-words.ts';
import { hashWord } from './word-hash.ts';

/** A content word says less about the language than a function word: languages borrow nouns, seldom pronouns. */
const CONTENT_VOTE = 0.5;

const SUBJECTS = { encyclopaedic: ENCYCLOPAEDIC, freshAlone: FRESH_ALONE, freshTopic: FRESH_TOPICS, now: NOW_WORDS, maths: MATHS_WORDS, codeWord: CODE_WORDS, codeName: CODE_NAMES };
type Role = GrammarRole | keyof typeof SUBJECTS | 'verbLast';

type Roles = Partial<Record<Role, true | undefined>>;

/** Engines read what is asked of every word several times faster where all meanings have the same fields in the same order. */
export interface WordMeaning {
  roles: Readonly<Roles>;
  /** Indexes of the languages the word speaks for, and how much for each. */
  readonly languages: number[];
  vote: number;
  /** Whether the word itself, not only its effect on neighbours, is looked at when the text has been read. */
  isMention: boolean;
  work: Task | undefined;
  command: Task | undefined;
  thing: Task | undefined;
  makingReach: number | undefined;
  strong: Exclude<Sensitivity, 'none'> | undefined;
  weak: Exclude<Sensitivity, 'none'> | undefined;
  namedLanguage: string | undefined;
  /** Tokens of one unit in which people name a length. */
  lengthUnit: number | undefined;
  number: number | undefined;
}

function emptyMeaning(): Omit<WordMeaning, 'roles'> & { roles: Roles } {
  const nothing = undefined;
  return { roles: {}, languages: [], vote: 0, isMention: false, work: nothing, command: nothing, thing: nothing, makingReach: nothing, strong: nothing, weak: nothing, namedLanguage: nothing, lengthUnit: nothing, number: nothing };
}

function buildLexicon(): ReadonlyMap<number, WordMeaning> {
  const lexicon = new Map<number, ReturnType<typeof emptyMeaning>>();
  const meaningOf = (word: string) => {
    const hash = hashWord(word);
    const meaning = lexicon.get(hash) ?? emptyMeaning();
    lexicon.set(hash, meaning);
    return meaning;
  };
  const each = (lists: readonly WordList[], isMention: boolean, note: (meaning: ReturnType<typeof emptyMeaning>) => void) => {
    for (const [language, words] of lists) {
      for (const word of words.split(' ')) {
        const meaning = meaningOf(word);
        speakFor(meaning, LANGUAGES.indexOf(language), CONTENT_VOTE);
        if (isMention) meaning.isMention = true;
        note(meaning);
      }
    }
  };
  for (const [task, lists] of WORK_WORDS) each(lists, true, (meaning) => void (meaning.work ??= task));
  for (const [task, lists] of COMMAND_WORDS) each(lists, true, (meaning) => void (meaning.command ??= task));
  for (const [task, lists] of THINGS) each(lists, true, (meaning) => void (meaning.thing ??= task));
  for (const [reach, lists] of MAKING_REACH) each(lists, true, (meaning) => void (meaning.makingReach ??= reach));
  for (const [sensitivity, lists] of STRONG_SENSITIVE) each(lists, true, (meaning) => void (meaning.strong ??= sensitivity));
  for (const [sensitivity, lists] of WEAK_SENSITIVE) each(lists, true, (meaning) => void (meaning.weak ??= sensitivity));
  for (const [role, lists] of Object.entries({ ...SUBJECTS, ...GRAMMAR }) as [Role, readonly WordList[]][]) {
    each(lists, !(role in NEIGHBOUR_ROLES), (meaning) => void (meaning.roles[role] = true));
  }
  for (const word of VERB_LAST.split(' ')) meaningOf(word).roles.verbLast = true;
  for (const [named, lists] of LANGUAGE_NAMES) each(lists, true, (meaning) => void (meaning.namedLanguage ??= named));
  for (const [tokens, lists] of LENGTH_UNITS) each(lists, false, (meaning) => void (meaning.lengthUnit ??= tokens));
  for (const [number, lists] of NUMBER_WORDS) each(lists, false, (meaning) => void (meaning.number ??= number));
  each([['en', PLAIN_ENGLISH]], false, () => undefined);
  for (const [index, language] of LANGUAGES.entries()) for (const word of functionWordsOf(language)) speakFor(meaningOf(word), index, 1);
  // A word of many languages ("de", "a") says less about each.
  const shared = new Map<string, Roles>();
  for (const meaning of lexicon.values()) {
    meaning.vote /= meaning.languages.length;
    const names = Object.keys(meaning.roles).join();
    if (!shared.has(names)) shared.set(names, withEveryRole(meaning.roles));
    meaning.roles = shared.get(names) as Roles;
  }
  return lexicon;
}

/** A copy of one and the same object keeps its shape. */
function withEveryRole(played: Roles): Roles {
  const roles: Partial<Record<string, unknown>> = { ...SUBJECTS, ...GRAMMAR, verbLast: undefined };
  for (const role in roles) roles[role] = played[role as Role];
  return roles;
}

function speakFor(meaning: WordMeaning, language: number, vote: number): void {
  if (!meaning.languages.includes(language)) meaning.languages.push(language);
  meaning.vote = Math.max(meaning.vote, vote);
}

/** Roles that only change what the next word means. */
const NEIGHBOUR_ROLES: Partial<Record<Role, true>> = { toBe: true, mayI: true, beforeCommand: true, into: true, style: true, limit: true, given: true, of: true, calendar: true, last: true, my: true };

const LEXICON = buildLexicon();
const MEANINGS = [...LEXICON.values()];

/** Hashes in a table of whole numbers, each in the first free place from its own on: a quarter of the time a Map takes. */
let places = 1;
while (places < 2.5 * LEXICON.size) places *= 2;
const PLACES = places;
const hashes = new Int32Array(PLACES);
/** One more than the index of the meaning; 0 = a free place. */
const indexes = new Uint16Array(PLACES);
for (const [index, hash] of [...LEXICON.keys()].entries()) {
  let place = placeOf(hash);
  while (indexes[place] !== 0) place = (place + 1) & (PLACES - 1);
  hashes[place] = hash;
  indexes[place] = index + 1;
}

/** The meaning of a word; undefined for one that says nothing. `lookUp(hashWord('translate'))?.work` → 'translation' */
export function lookUp(hash: number): WordMeaning | undefined {
  for (let place = placeOf(hash); ; place = (place + 1) & (PLACES - 1)) {
    const index = indexes[place] as number;
    if (index === 0) return undefined;
    if (hashes[place] === (hash | 0)) return MEANINGS[index - 1];
  }
}

/** FNV's lower bits alone are alike for words that end alike. */
function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
