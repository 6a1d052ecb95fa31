// Whether two answers to one question say the same, as far as that can be told without asking a third: a label of the
// device's answer, judged where both texts are.
import { characterClass, MARK, UNSPACED, WORD } from '../safety/character-class.ts';

/** A longer answer that only mentions the words of a shorter one doesn't vouch for it. */
const SHORT_ANSWER_WORDS = 6;

/**
 * The same words, or a short answer's words in a row within the other's. Case, punctuation and white space don't count. For
 * tasks whose answers may differ in words and not in worth an app brings its own judgement.
 *
 * @example answersAgree('Paris.', 'The capital of France is **Paris**') // true
 * @example answersAgree('Lyon', 'Paris') // false
 */
export function answersAgree(one: string, other: string): boolean {
  const [shorter, longer] = [wordsOf(one), wordsOf(other)].sort((left, right) => left.length - right.length) as [string[], string[]];
  if (shorter.length === 0) return longer.length === 0;
  if (shorter.length === longer.length) return shorter.every((word, index) => word === longer[index]);
  if (shorter.length > SHORT_ANSWER_WORDS) return false;
  return longer.some((_, from) => shorter.every((word, index) => word === longer[from + index]));
}

/** Scripts without spaces give a word for each character. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let isInWord = false;
  for (const character of text.normalize('NFKC').toLowerCase()) {
    const kind = characterClass(character.codePointAt(0) as number);
    const continues = (kind === WORD && isInWord) || (kind === MARK && words.length > 0);
    if (continues) words[words.length - 1] += character;
    else if (kind === WORD || kind === UNSPACED) words.push(character);
    isInWord = kind === WORD || (kind === MARK && isInWord);
  }
  return words;
}
