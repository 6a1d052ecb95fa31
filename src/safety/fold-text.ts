// Text, in whatever pieces it comes, as the characters phrases are compared by: compatibility forms decomposed (NFKD), case
// folded, white space as one space, invisible characters left out. Any chunking gives the same characters.
//
// Decomposing needs no look at the neighbours but for the order of combining marks, so only a run of those waits for its end.
// Two texts that are equal under NFKC are equal under NFKD too, and decomposing is what can be done in a stream.
import { characterClass, IGNORED, MARK, SPACE, type CharacterClass } from './character-class.ts';

export interface TextFolder {
  push(text: string): void;
  /** No more is coming: what waited is given out. */
  end(): void;
  /** Where a half of a surrogate pair waits for its other half, if one does: an offset in all that was pushed. */
  waitingFrom(): number | undefined;
}

/** @param start where in the pushed text the character began, in UTF-16 units */
export type TakeCharacter = (codePoint: number, kind: CharacterClass, start: number) => void;

/** All white space is folded to this. */
export const SPACE_CODE = 32;
/** More marks on one letter than any language writes are not looked at. */
const MAXIMUM_MARKS = 16;
/** Stands for a gap that was too long: no phrase holds it. */
export const BREAK_CODE = -1;

export interface TextFolderInput {
  readonly take: TakeCharacter;
  /** After so many invisible or blank characters in a row nothing belongs together any more. No limit unless told. */
  readonly maximumGap?: number | undefined;
}

/** @example createTextFolder({ take: (codePoint) => console.log(codePoint) }).push('Ａ') // 97, as for "a" */
export function createTextFolder({ take, maximumGap = Infinity }: TextFolderInput): TextFolder {
  let offset = 0;
  let high: number | undefined;
  let marks = '';
  let markCount = 0;
  let marksStart = 0;
  let gap = 0;
  let isInSpace = false;

  const flushMarks = () => {
    if (marks === '') return;
    const ordered = marks.normalize('NFKD');
    marks = '';
    markCount = 0;
    for (const mark of ordered) takeFolded(mark, MARK, marksStart);
  };

  /** Upper case first: it makes ß to ss, and one of the two small sigmas. */
  const takeFolded = (character: string, kind: CharacterClass, start: number) => {
    const folded = character.toUpperCase().toLowerCase();
    for (const part of folded) take(part.codePointAt(0) as number, kind === MARK ? MARK : characterClass(part.codePointAt(0) as number), start);
  };

  const skip = (start: number) => {
    gap++;
    if (gap === maximumGap) {
      flushMarks();
      take(BREAK_CODE, SPACE, start);
    }
  };

  const read = (codePoint: number, start: number) => {
    // ASCII is its own decomposition.
    if (codePoint < 128) return readDecomposed(codePoint, start);
    for (const part of String.fromCodePoint(codePoint).normalize('NFKD')) readDecomposed(part.codePointAt(0) as number, start);
  };

  const readDecomposed = (codePoint: number, start: number) => {
    const kind = characterClass(codePoint);
    if (kind === IGNORED) return skip(start);
    if (kind === SPACE) {
      if (isInSpace) return skip(start);
      flushMarks();
      isInSpace = true;
      gap = 1;
      return take(SPACE_CODE, SPACE, start);
    }
    isInSpace = false;
    gap = 0;
    if (kind === MARK && !isJamo(codePoint)) {
      if (markCount === 0) marksStart = start;
      if (markCount++ < MAXIMUM_MARKS) marks += String.fromCodePoint(codePoint);
      return;
    }
    flushMarks();
    if (codePoint < 128) take(codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint, kind, start);
    else takeFolded(String.fromCodePoint(codePoint), kind, start);
  };

  return {
    push(text) {
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        const start = offset + index;
        if (high !== undefined) {
          const isPair = unit >= 0xdc00 && unit <= 0xdfff;
          const first = high;
          high = undefined;
          if (isPair) {
            read((first - 0xd800) * 0x400 + (unit - 0xdc00) + 0x10000, start - 1);
            continue;
          }
          read(first, start - 1);
        }
        if (unit >= 0xd800 && unit <= 0xdbff) high = unit;
        else read(unit, start);
      }
      offset += text.length;
    },
    end() {
      if (high !== undefined) read(high, offset - 1);
      high = undefined;
      flushMarks();
    },
    waitingFrom: () => (high === undefined ? undefined : offset - 1),
  };
}

/** Jamo have their order by themselves. */
function isJamo(codePoint: number): boolean {
  return codePoint >= 0x1100 && codePoint <= 0x11ff;
}
