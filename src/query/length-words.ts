// Units in which people name the length of an answer, and the numbers they write as words.
import type { WordList } from './task-words.ts';

/** Tokens of one unit. */
export const LENGTH_UNITS: readonly (readonly [number, readonly WordList[]])[] = [
  [1, [['en', 'token tokens']]],
  [1.35, [['en', 'word words'], ['de', 'wörter wörtern worte worten'], ['fr', 'mot mots'], ['es', 'palabra palabras'], ['it', 'parole'], ['pt', 'palavras'], ['nl', 'woorden']]],
  [12, [['en', 'line lines'], ['de', 'zeilen'], ['fr', 'lignes'], ['es', 'líneas']]],
  [25, [['en', 'sentence sentences bullet bullets'], ['de', 'satz sätze sätzen'], ['fr', 'phrase phrases'], ['es', 'frase frases'], ['it', 'frasi'], ['nl', 'zinnen']]],
  [120, [['en', 'paragraph paragraphs'], ['de', 'absatz absätze absätzen'], ['fr', 'paragraphe paragraphes'], ['es', 'párrafo párrafos']]],
  [650, [['en', 'page pages'], ['de', 'seite seiten'], ['es', 'página páginas']]],
];

export const NUMBER_WORDS: readonly (readonly [number, readonly WordList[]])[] = [
  [1, [['en', 'a an one'], ['de', 'einen einem einer'], ['fr', 'un une'], ['es', 'una']]],
  [2, [['en', 'two'], ['de', 'zwei'], ['fr', 'deux'], ['es', 'dos'], ['it', 'due'], ['nl', 'twee']]],
  [3, [['en', 'three'], ['de', 'drei'], ['fr', 'trois'], ['es', 'tres'], ['it', 'tre'], ['nl', 'drie']]],
  [4, [['en', 'four'], ['de', 'vier'], ['fr', 'quatre'], ['es', 'cuatro']]],
  [5, [['en', 'five'], ['de', 'fünf'], ['fr', 'cinq'], ['es', 'cinco']]],
  [10, [['en', 'ten'], ['de', 'zehn'], ['fr', 'dix'], ['es', 'diez']]],
];
