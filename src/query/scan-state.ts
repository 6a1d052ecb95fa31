// What is counted while a text is read once, and what is found in it.
import { LANGUAGES } from './languages.ts';
import type { Script } from './letters.ts';
import type { WordMeaning } from './lexicon.ts';

/** A word that tells something, with what stands around it. */
export interface Mention {
  readonly meaning: WordMeaning;
  /** Its place among the words. */
  readonly position: number;
  readonly sentence: number;
  /** The words before it in its clause, where the lexicon has them. */
  readonly before: WordMeaning | undefined;
  readonly beforeThat: WordMeaning | undefined;
  readonly startsClause: boolean;
  /** A capital within a clause. */
  readonly isCapitalised: boolean;
  /** Reach of the making or wishing verb ("write", "give me") that stands shortly before it; 0 without one. */
  readonly madeBy: number;
  /** A word the lexicon doesn't have follows at once: "Irish villages". */
  hasNoun: boolean;
}

export interface TextScan {
  /** Estimated tokens of the whole text in the vocabulary of Llama 2, which Phi-3 uses. */
  readonly tokens: number;
  readonly words: number;
  /** Runs of capitalised words that don't begin a clause and are no weekday, month or language. */
  readonly names: number;
  readonly numbers: number;
  /** A number from 1000 to 2099. */
  readonly hasYear: boolean;
  readonly questionMarks: number;
  /** Braces, semicolons, arrows, equals signs and the like. */
  readonly codeMarks: number;
  readonly hasCodeFence: boolean;
  /** Arithmetic signs between digits. */
  readonly mathsMarks: number;
  /** Those of them that may stand in a date: "1648-10-24". */
  readonly hyphens: number;
  readonly percentSigns: number;
  /** Characters outside Latin's letters, by script. */
  readonly scripts: Readonly<Partial<Record<Script, number>>>;
  /** How much words and letters speak for each of `LANGUAGES`. */
  readonly votes: readonly number[];
  readonly mentions: readonly Mention[];
  /** Tokens of an answer whose length the text names ("in 300 words"); undefined when it names none. */
  readonly namedLengthTokens: number | undefined;
}

/** Of fractions from the start, though all are 0: an engine would have to make another list of whole numbers at the first vote. */
const NO_VOTES = LANGUAGES.map(() => 0.5).fill(0);

export type ScanState = ReturnType<typeof createState>;

export function createState() {
  return {
    tokens: 0,
    words: 0,
    names: 0,
    numbers: 0,
    hasYear: false,
    questionMarks: 0,
    codeMarks: 0,
    hasCodeFence: false,
    mathsMarks: 0,
    hyphens: 0,
    percentSigns: 0,
    scripts: {} as Partial<Record<Script, number>>,
    votes: NO_VOTES.slice(),
    mentions: [] as Mention[],
    namedLengthTokens: undefined as number | undefined,
    /** Words the lexicon doesn't have, and their letters. */
    otherWords: 0,
    otherLetters: 0,
    /** What the pairs of letters of the word that is being read weigh. */
    pairs: 0,
    /** Newlines, tabs and the like. */
    controls: 0,
    // Where the reading stands.
    /** Braces of data that are open. */
    openData: 0,
    sentence: 0,
    startsClause: true,
    /** Nothing but white space since the last word. */
    isAdjacent: false,
    isInName: false,
    before: undefined as WordMeaning | undefined,
    beforeThat: undefined as WordMeaning | undefined,
    /** The last position a making verb speaks for. */
    madeUntil: -1,
    madeBy: 0,
    lastNumber: 0,
    lastNumberPosition: -9,
    /** The two words before that number. */
    numberLead: undefined as WordMeaning | undefined,
    numberLeadBefore: undefined as WordMeaning | undefined,
    /** A length that counts if the next word is a thing: "300-word announcement". */
    pendingLength: undefined as number | undefined,
  };
}
