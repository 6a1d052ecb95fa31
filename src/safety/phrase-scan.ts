// Reads a text in pieces and finds the phrases of an automaton in it. Knows at every moment from where on the text could
// still turn out to hold one: what stands before that can be shown. Its memory is bounded by the longest phrase.
import { MARK, OTHER, WORD, type CharacterClass } from './character-class.ts';
import { BREAK_CODE, createTextFolder, type TakeCharacter } from './fold-text.ts';
import type { PhraseAutomaton } from './phrase-automaton.ts';

export interface PhraseScan {
  /** Takes more text. Matches are told in the order in which they end. */
  push(text: string): void;
  /** No more is coming: the end of the text is the end of a word. */
  end(): void;
  /** How much of all that was pushed can no longer become part of a phrase, in UTF-16 units. */
  clearedLength(): number;
}

export interface PhraseScanInput {
  readonly automaton: PhraseAutomaton;
  /** Called with the rule of each phrase found. */
  readonly onMatch: (rule: number) => void;
  /** Bounds what has to be held back of a stream; see fold-text.ts. */
  readonly maximumGap?: number | undefined;
}

/**
 * @example
 * const scan = createPhraseScan({ automaton: compilePhrases([['end my life']]), onMatch: (rule) => console.log(rule) });
 * scan.push('I want to e'); scan.clearedLength(); // 10: the "e" could begin it
 * scan.push('nd my life.'); // 0
 */
export function createPhraseScan({ automaton, onMatch, maximumGap }: PhraseScanInput): PhraseScan {
  // Of the last characters: where they began in the text, and whether a phrase may begin there. One more than a phrase has.
  const window = automaton.longestPhrase + 1;
  const starts = new Float64Array(window);
  const isStart = new Uint8Array(window);
  let count = 0;
  let pushed = 0;
  let isEnded = false;
  let node = 0;
  /** Kind of the last character that isn't a mark. */
  let before: CharacterClass = OTHER;
  /** The first rule of a phrase that is complete if a word ends here. */
  let pending: number | undefined;

  const settle = (isWordEnd: boolean) => {
    const rule = pending;
    pending = undefined;
    if (rule !== undefined && isWordEnd) onMatch(rule);
  };

  /** Whether the phrase's part that ends here began where a phrase may begin. */
  const beganWell = (candidate: number) => isStart[(count - automaton.depth(candidate)) % window] === 1;

  const takeCharacter: TakeCharacter = (codePoint, kind, start) => {
    if (codePoint === BREAK_CODE) {
      settle(true);
      node = 0;
      before = OTHER;
      return;
    }
    const isBoundary = isBoundaryBetween(before, kind);
    settle(isBoundary);
    starts[count % window] = start;
    isStart[count % window] = isBoundary ? 1 : 0;
    count++;
    if (kind !== MARK) before = kind;
    node = automaton.step(node, codePoint);
    for (let candidate = node; candidate !== 0; candidate = automaton.shorter(candidate)) {
      const rule = automaton.ruleAt(candidate);
      if (rule !== undefined && beganWell(candidate) && (pending === undefined || rule < pending)) pending = rule;
    }
  };
  const folder = createTextFolder({ take: takeCharacter, maximumGap });

  return {
    push(text) {
      folder.push(text);
      pushed += text.length;
    },
    end() {
      folder.end();
      settle(true);
      isEnded = true;
      node = 0;
    },
    clearedLength() {
      if (isEnded) return pushed;
      let candidate = node;
      while (candidate !== 0 && !beganWell(candidate)) candidate = automaton.shorter(candidate);
      const heldFrom = candidate === 0 ? pushed : (starts[(count - automaton.depth(candidate)) % window] as number);
      return Math.min(heldFrom, folder.waitingFrom() ?? pushed);
    },
  };
}

/** Inside a word there is none, nor before a mark; scripts without spaces may have one anywhere else. */
function isBoundaryBetween(before: CharacterClass, kind: CharacterClass): boolean {
  return kind !== MARK && !(before === WORD && kind === WORD);
}
