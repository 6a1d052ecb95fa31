// Words that tell the task. Three kinds, since a word that names a thing says nothing of what is to be done with it.
import type { Language } from './languages.ts';
import type { Task } from './query-description.ts';

export type WordList = readonly [Language, string];

/** Verbs (and a few nouns) that name the work itself: they count alone. */
export const WORK_WORDS: readonly (readonly [Task, readonly WordList[]])[] = [
  ['proof', [['de', 'beweise'], ['fr', 'démontre démontrer'], ['es', 'demuestra demostrar']]],
  ['translation', [['en', 'translate translating'], ['de', 'übersetze übersetzen'], ['fr', 'traduis traduire traduisez'], ['es', 'traduce traducir'], ['it', 'traduci tradurre'], ['pt', 'traduza traduzir'], ['nl', 'vertaal vertalen']]],
  ['summary', [['en', 'summarise summarize summarising summarizing tldr'], ['de', 'zusammenfassen'], ['fr', 'résume résumer'], ['es', 'resumir'], ['it', 'riassumi'], ['pt', 'resuma'], ['nl', 'samenvatten']]],
  ['classification', [['en', 'classify categorise categorize'], ['de', 'klassifiziere'], ['fr', 'classifie'], ['es', 'clasifica'], ['it', 'classifica']]],
  ['extraction', [['en', 'extract'], ['de', 'extrahiere'], ['fr', 'extrais'], ['es', 'extrae'], ['it', 'estrai']]],
  ['rewriting', [['en', 'rewrite rephrase reword paraphrase proofread reformulate'], ['de', 'umformulieren umschreiben'], ['fr', 'reformule reformuler'], ['es', 'reescribe reformula'], ['it', 'riscrivi']]],
  ['code', [['en', 'refactor debug regex stacktrace unittest codebase']]],
  ['reasoning', [['en', 'why explain how compare analyse analyze evaluate implications tradeoffs'], ['de', 'warum erkläre erklär wieso vergleiche'], ['fr', 'pourquoi explique comment compare'], ['es', 'explica cómo compara'], ['it', 'spiega perché come'], ['pt', 'explique'], ['nl', 'waarom hoe']]],
];

/** Verbs that are also nouns or adjectives: they count where a command can stand (first, or after "please", "you", "and" …). */
export const COMMAND_WORDS: readonly (readonly [Task, readonly WordList[]])[] = [
  ['proof', [['en', 'prove']]],
  ['summary', [['en', 'shorten condense recap'], ['de', 'fasse kürze'], ['es', 'resume']]],
  ['classification', [['en', 'label triage']]],
  ['extraction', [['en', 'parse']]],
  ['rewriting', [['en', 'polish simplify'], ['de', 'formuliere']]],
  ['arithmetic', [['en', 'calculate compute'], ['de', 'berechne'], ['fr', 'calcule'], ['es', 'calcula']]],
  ['support', [['en', 'reply respond']]],
  ['drafting', [['en', 'draft write compose'], ['de', 'schreibe schreib verfasse schreiben verfassen'], ['fr', 'écris écrivez rédige rédigez'], ['es', 'escribe redacta'], ['it', 'scrivi'], ['pt', 'escreva'], ['nl', 'schrijf schrijven']]],
  ['reasoning', [['en', 'design plan argue reason']]],
];

/**
 * Things: they count near a making verb before them ("write a letter"), not by themselves ("function of the liver"). Code and
 * proofs have many namesakes ("yoga class", "proof of address"): a mere wish ("need", "show me") isn't enough for them.
 */
export const THINGS: readonly (readonly [Task, readonly WordList[]])[] = [
  ['proof', [['en', 'proof'], ['de', 'beweis'], ['fr', 'preuve']]],
  ['translation', [['en', 'translation']]],
  ['summary', [['en', 'summary'], ['de', 'zusammenfassung'], ['fr', 'résumé'], ['es', 'resumen']]],
  ['code', [['en', 'function class method script query code program algorithm bug component endpoint'], ['de', 'funktion klasse skript programm'], ['fr', 'fonction'], ['es', 'función']]],
  ['creative', [['en', 'poem poetry story novel haiku song lyrics screenplay limerick sonnet fairytale ballad'], ['de', 'gedicht geschichte märchen lied'], ['fr', 'poème histoire chanson conte'], ['es', 'poema cuento canción historia'], ['it', 'poesia storia canzone'], ['pt', 'poema história'], ['nl', 'gedicht verhaal']]],
  ['drafting', [['en', 'email mail letter memo announcement invitation message post newsletter blog brochure speech essay'], ['de', 'brief nachricht einladung rede'], ['fr', 'lettre courriel message discours'], ['es', 'carta correo mensaje'], ['it', 'lettera messaggio'], ['pt', 'carta mensagem'], ['nl', 'brief bericht']]],
];

/** From this reach on a verb makes; below it wishes. */
export const MAKES = 6;

/** How many words after it a making verb still speaks for a thing. "I need to return a novel" asks for none. */
export const MAKING_REACH: readonly (readonly [number, readonly WordList[]])[] = [
  [MAKES, [['en', 'write draft create generate compose implement complete fix debug improve build prepare prove'], ['de', 'schreibe schreib schreiben verfasse verfassen erstelle erstellen'], ['fr', 'écris écrivez écrire rédige rédigez rédiger crée'], ['es', 'escribe escribir redacta redactar crea'], ['it', 'scrivi scrivere crea'], ['pt', 'escreva escreve escrever crie'], ['nl', 'schrijf schrijven maak']]],
  [4, [['en', 'writing tell give show'], ['de', 'gib erzähl erzähle'], ['fr', 'raconte donne'], ['es', 'cuenta dame hazme'], ['it', 'racconta']]],
  [3, [['en', 'make need want'], ['de', 'brauche'], ['fr', 'besoin'], ['es', 'necesito']]],
];

/** Making verbs that may come last: "Kannst du mir einen Brief schreiben?" */
export const VERB_LAST = 'schreiben verfassen erstellen schrijven';

/** English words of everyday messages that tell nothing but the language. */
export const PLAIN_ENGLISH = 'sort list find count name order make good bad very best about after before more most other some then than them these those first last under over because while just only also people time work house water food life day new old great terrible returned battery screen hello thanks help using into through everything nothing out up all any between does their his her our us';
