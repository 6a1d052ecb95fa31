// Words as letters. A tokenizer hides them, so they are learnt, and said aloud where there are many.
import { defineKind, type ExamKind } from '../exam-kind.ts';
import { chooseWord, wordPattern } from './choose-word.ts';

/** `upper.solve('Write river in uppercase.')` → `{ answer: 'RIVER' }` */
export const upper: ExamKind = defineKind({
  name: 'upper',
  shares: { easy: 1.5 },
  training: 10,
  wordings: ['Write {word} in uppercase.', 'Convert to upper case: {word}'],
  slots: { word: wordPattern },
  split: 'drawn',
  draw: (draw) => ({ word: chooseWord(draw, 3, 8) }),
  answer: ({ word }) => word.toUpperCase(),
});

/** `letter.solve('What is the last letter of cloud?')` → `{ answer: 'd' }` */
export const letter: ExamKind = defineKind({
  name: 'letter',
  shares: { easy: 1.5 },
  training: 5,
  wordings: ['What is the {end} letter of {word}?', 'Give the {end} letter of {word}.'],
  slots: { end: 'first|last', word: wordPattern },
  split: 'drawn',
  draw: (draw) => ({ end: draw.random.pick(['first', 'last']), word: chooseWord(draw, 3, 9) }),
  answer: ({ end, word }) => word.at(end === 'first' ? 0 : -1),
});

/** `countLetters.solve('Count the letters in cat.')` → `c 1, a 2, t 3. So 3.` */
export const countLetters: ExamKind = defineKind({
  name: 'count_letters',
  shares: { easy: 2.5 },
  training: 10,
  wordings: ['Count the letters in {word}.', 'How many letters are in {word}?', 'How long is the word {word}?'],
  slots: { word: wordPattern },
  split: 'drawn',
  draw: (draw) => ({ word: chooseWord(draw, draw.isTraining ? 3 : 7, 12) }),
  answer: ({ word }) => `${[...word].map((each, index) => `${each} ${index + 1}`).join(', ')}. So ${word.length}.`,
});

/** `letterTally.solve('How often is p in apple?')` → `a 0, p 1, p 2, l 2, e 2. So 2.` */
export const letterTally: ExamKind = defineKind({
  name: 'letter_tally',
  shares: { hard: 1 },
  training: 10,
  wordings: ['How often is {letter} in {word}?', 'How many times does {letter} appear in {word}?'],
  slots: { letter: '[a-z]', word: wordPattern },
  split: 'drawn',
  draw(draw) {
    const word = chooseWord(draw, draw.isTraining ? 4 : 7, 12);
    return { letter: draw.random.chance(0.8) ? draw.random.pick([...word]) : draw.random.pick([...'aeionrst']), word };
  },
  answer(values) {
    let tally = 0;
    const steps = [...values.word].map((each) => `${each} ${each === values.letter ? ++tally : tally}`);
    return `${steps.join(', ')}. So ${tally}.`;
  },
});

/** `reverse.solve('Spell cat backwards.')` → `c, a, t. Backwards: t, a, c. So tac.` */
export const reverse: ExamKind = defineKind({
  name: 'reverse',
  shares: { hard: 2 },
  training: 13,
  wordings: ['Spell {word} backwards.', 'Reverse the word {word}.'],
  slots: { word: wordPattern },
  split: 'drawn',
  draw: (draw) => ({ word: chooseWord(draw, draw.isTraining ? 3 : 6, 9) }),
  answer({ word }) {
    const letters = [...word];
    return `${letters.join(', ')}. Backwards: ${letters.toReversed().join(', ')}.`;
  },
});
