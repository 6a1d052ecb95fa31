import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePhrases } from './phrase-automaton.ts';
import { createPhraseScan } from './phrase-scan.ts';

/** Every match of the phrases (one rule each) in a text that comes in these pieces, in order. */
function matches(phrases: readonly string[], pieces: readonly string[], maximumGap?: number): number[] {
  const found: number[] = [];
  const automaton = compilePhrases(phrases.map((phrase) => [phrase]));
  const scan = createPhraseScan({ automaton, onMatch: (rule) => found.push(rule), maximumGap });
  for (const piece of pieces) scan.push(piece);
  scan.end();
  return found;
}

const isIn = (phrase: string, text: string) => matches([phrase], [text]).length > 0;

describe('what counts as the phrase', () => {
  it.each([
    ['end my life', 'How do I END  my\nlife?', 'case and white space'],
    ['bomb', 'ｂｏｍｂ', 'full width'],
    ['bomb', '𝐛𝐨𝐦𝐛', 'mathematical letters'],
    ['bomb', 'bo\u200Bm\u00ADb', 'invisible characters'],
    ['straße', 'STRASSE', 'ß'],
    ['café', 'cafe\u0301', 'composed and decomposed'],
    ['ệ', 'e\u0302\u0323', 'marks in another order'],
    ['ὀδυσσεύς', 'ὈΔΥΣΣΕΎΣ', 'final sigma'],
    ['self-harm', 'about Self-Harm.', 'punctuation inside'],
    ['自杀', '我想自杀了', 'a script without spaces'],
    ['자살', '자살을 하고', 'a particle glued to it'],
    ['ガス', 'ｶﾞｽ', 'half-width kana'],
    ['c++', 'in C++, please', 'punctuation at its end'],
    ['انتحار', 'عن انتحار؟', 'Arabic'],
  ])('%s is in %s (%s)', (phrase, text) => {
    expect(isIn(phrase, text)).toBe(true);
  });

  it.each([
    ['kill', 'skills and killing'],
    ['cafe', 'cafe\u0301'],
    ['가', '각하'],
    ['か', 'が'],
    ['end my life', 'end my lifetime'],
    ['end my life', 'end, my life'],
    ['rape', 'grapes'],
  ])('%s is not in %s', (phrase, text) => {
    expect(isIn(phrase, text)).toBe(false);
  });

  it('finds a phrase inside another, after a false start, and one that overlaps', () => {
    expect(matches(['a b', 'b c', 'c'], ['a b c'])).toEqual([0, 1]);
    expect(matches(['a a b'], ['a a a b'])).toEqual([0]);
    expect(matches(['he', 'she', 'hers'], ['she and hers'])).toEqual([1, 2]);
  });

  it('is never complete where nothing can be seen of it', () => {
    expect(matches(['\u200B'], ['anything\u200B at all'])).toEqual([]);
  });
});

/** Few letters, so that phrases are hit and nearly hit often; with everything that is folded, glued or left out. */
const piece = fc.constantFrom('a', 'b', 'A', 'ab', 'ba', ' ', '\n', '-', 'ａ', '𝐛', 'é', 'e\u0301', '\u0301', '\u0323', '\u200B', '자', '살을', '自', 'ß', 'SS', 'ﬁ', '\uD835', '\uDC1B', 'ﾞ', 'ｶ');
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const phrases = fc.array(
  fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')),
  { minLength: 1, maxLength: 4 },
);

/** A text in pieces of one to five UTF-16 units: surrogate pairs and marks are torn apart. */
function chunked(whole: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let from = 0, turn = 0; from < whole.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(whole.slice(from, from + size));
    from += size;
  }
  return pieces;
}
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });

describe('in whatever pieces a text comes', () => {
  it('finds the same', () => {
    fc.assert(
      fc.property(phrases, text, sizes, fc.option(fc.integer({ min: 2, max: 6 }), { nil: undefined }), (some, whole, cut, gap) => {
        expect(matches(some, chunked(whole, cut), gap)).toEqual(matches(some, [whole], gap));
      }),
      { numRuns: 1500 },
    );
  });

  it('finds what a plain search in the folded text finds', () => {
    // Letters and spaces alone, where the plain search is short enough to be plainly right.
    const simple = fc.array(fc.constantFrom('a', 'B', ' ', 'b', 'Ａ', '\u200B'), { maxLength: 24 }).map((pieces) => pieces.join(''));
    const fold = (whole: string) => whole.normalize('NFKC').toLowerCase().replaceAll('\u200B', '').split(' ').filter(Boolean).join(' ');
    fc.assert(
      fc.property(simple, simple, (phrase, whole) => {
        fc.pre(fold(phrase) !== '');
        expect(isIn(phrase, whole)).toBe(` ${fold(whole)} `.includes(` ${fold(phrase)} `));
      }),
      { numRuns: 1500 },
    );
  });

  it('never clears a character of a phrase before the phrase is known', () => {
    fc.assert(
      fc.property(fc.constantFrom('ab a', 'é', 'b자', 'ss b', '自 a'), text, text, sizes, (phrase, ahead, after, cut) => {
        const whole = `${ahead} ${phrase} ${after}`;
        let found = 0;
        const scan = createPhraseScan({ automaton: compilePhrases([[phrase]]), onMatch: () => found++ });
        let cleared = 0;
        for (const part of chunked(whole, cut)) {
          scan.push(part);
          if (found > 0) break;
          // What is cleared stays cleared.
          expect(scan.clearedLength()).toBeGreaterThanOrEqual(cleared);
          cleared = scan.clearedLength();
        }
        scan.end();
        expect(found).toBeGreaterThan(0);
        // It stands here at the latest, and whatever was found earlier began earlier.
        expect(cleared).toBeLessThanOrEqual(ahead.length + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('holds back only what could still become a phrase', () => {
    const scan = createPhraseScan({ automaton: compilePhrases([['end my life']]), onMatch: () => {} });
    const clearedAfter = (part: string) => {
      scan.push(part);
      return scan.clearedLength();
    };
    expect(clearedAfter('I want to ')).toBe(10);
    expect(clearedAfter('end my ')).toBe(10);
    expect(clearedAfter('lease')).toBe(22);
    expect(clearedAfter(' tend')).toBe(27);
    scan.end();
    expect(scan.clearedLength()).toBe(27);
  });

  it('holds back a bounded stretch, however many invisible characters a stream sends', () => {
    const scan = createPhraseScan({ automaton: compilePhrases([['end my life']]), onMatch: () => {}, maximumGap: 64 });
    let held = 0;
    for (let turn = 0; turn < 2000; turn++) {
      scan.push(turn % 500 === 0 ? 'end' : '\u200B');
      held = Math.max(held, 3 + turn - scan.clearedLength());
    }
    expect(held).toBeLessThan(100);
  });
});
