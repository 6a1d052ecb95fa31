// The words that tell what a query is. Each list is data; a word may stand in several.
import type { LanguageTier, Sensitivity, Task } from './query-description.ts';
import { hashWord } from './word-hash.ts';

const list = (words: string): string[] => words.split(' ');

/** The word that names what is wanted; the first one in the request decides. Nouns that also name a subject come with their verb. */
const TASK_WORDS: readonly (readonly [Task, readonly string[]])[] = [
  ['proof', list('prove proof theorem lemma corollary beweise démontre demuestra')],
  ['translation', list('translate translation translating übersetze übersetzen traduis traduire traduce traducir')],
  ['summary', list('summarise summarize summary summarising summarizing tldr condense recap shorten zusammenfassen résume resume')],
  ['classification', list('classify classification categorise categorize label sentiment spam triage')],
  ['extraction', list('extract extraction parse json csv fields')],
  ['rewriting', list('rewrite rephrase reword paraphrase proofread polish grammar reformulate simplify')],
  ['code', list('code function javascript typescript python java rust sql regex compile refactor bug stacktrace api html css bash script method class unittest query codebase repository')],
  ['creative', list('poem poetry story novel haiku song lyrics screenplay fiction limerick sonnet fairytale ballad imagine brainstorm')],
  ['support', list('customer ticket complaint refund helpdesk')],
  ['drafting', list('email mail letter draft memo announcement invitation message post newsletter blog brochure')],
  ['arithmetic', list('calculate compute plus minus times multiply divided sum percent percentage equation subtract average solve fraction')],
  ['reasoning', list('why explain how compare analyse analyze evaluate reason argue implications tradeoffs design plan')],
];

/** Questions for a fact begin with one of these. */
const FACT_QUESTION_WORDS = list('who whose whom when where which');
const QUESTION_WORDS = list('what who whose whom when where which why how is are was were do does did can could will would should');
/** Subjects an encyclopaedia has and a small model often hasn't. */
const ENCYCLOPAEDIA_WORDS = list(
  'treaty dynasty emperor empress century population founded inventor invented discovered species chemical governor minister president king queen battle war revolution archaeological novelist painter composer directed biography genus isotope tributary municipality parliament constitution ratified signed born died birthplace album',
);
const FRESH_WORDS = list(
  'today tonight yesterday tomorrow latest currently nowadays weather forecast news headlines stock stocks price prices exchange election standings score scores live',
);
const CODE_WORDS = list('const let var def return import public static void null undefined async await elif struct int println console');
const MATHS_WORDS = list('integral derivative matrix polynomial theorem equation prime square root cube logarithm probability triangle radius');

const SENSITIVE_WORDS: readonly (readonly [Exclude<Sensitivity, 'none'>, readonly string[]])[] = [
  ['medical', list('patient diagnosis diagnose symptom symptoms dosage dose medication medicine prescription pregnant pregnancy tumour tumor cancer diabetes insulin antibiotic surgery clinical depression suicidal ibuprofen aspirin allergy allergic mg')],
  ['legal', list('lawsuit sue attorney lawyer court custody tenant eviction landlord plaintiff defendant liability visa asylum divorce contract statute')],
  ['financial', list('invest investment investing mortgage loan pension portfolio tax taxes salary debt bankruptcy iban dividend insurance invoice invoices revenue')],
  ['personal', list('password passport ssn passcode birthdate religion ethnicity')],
];

/** Function words by language: the language with the most hits is the one written in. */
const STOP_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['en', list('the and is are was of to in for with that this what how it you i my me a an on from by as at be do does who which please write not have has can your we they')],
  ['de', list('der die das und ist nicht ich du wir sie ein eine einen mit für auf von zu den dem wie was wer warum bitte es auch noch sich mir mein meine kann im')],
  ['fr', list('le la les et est dans pour que qui une un des du je vous nous avec sur pas mon ma mes comment pourquoi ce cette il elle au aux ne')],
  ['es', list('el los las y es en para que un una por con mi cómo qué quién dónde porque esta este se del al lo su yo muy')],
  ['it', list('il lo gli e è di per che un una con non mi come cosa chi perché sono della del nel questo questa ho')],
  ['pt', list('o os as e é em para que um uma por com não meu minha como quem onde porque esta este se do da no na eu você')],
  ['nl', list('de het een en is van voor met niet ik je wij hoe wat wie waarom mijn op aan te dat dit zijn heb')],
  ['sv', list('och är inte jag du vi det att en ett som för med på av hur vad vem varför min mitt till har')],
  ['da', list('og er ikke jeg du vi det at en et som for med på af hvordan hvad hvem hvorfor min mit til har')],
  ['pl', list('i jest nie ja ty my to że w na z do jak co kto dlaczego mój moja się dla proszę są')],
  ['tr', list('ve bir bu için ile ne nasıl kim neden ben sen değil mi da de çok var lütfen')],
  ['cs', list('a je není já ty my to že v na z do jak co kdo proč můj moje se pro prosím jsou')],
  ['hu', list('és a az nem van egy hogy mi ki miért hogyan én te ez kérem')],
  ['fi', list('ja on ei minä sinä se että mikä kuka miksi miten olen tämä')],
  ['ro', list('și este nu eu tu că în pe cu de la cum ce cine de-ce meu mea pentru')],
  ['id', list('dan yang di ini itu dengan untuk tidak saya kamu apa siapa bagaimana mengapa dari ke adalah')],
  ['vi', list('và là của không tôi bạn cái gì ai tại sao như thế nào cho trong')],
];

/** Names of languages as users write them, for "into German". */
const LANGUAGE_NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['en', list('english')],
  ['de', list('german deutsch deutsche')],
  ['fr', list('french français francais')],
  ['es', list('spanish español espanol castellano')],
  ['it', list('italian italiano')],
  ['pt', list('portuguese português')],
  ['nl', list('dutch nederlands')],
  ['ru', list('russian')],
  ['zh', list('chinese mandarin')],
  ['ja', list('japanese')],
  ['ko', list('korean')],
  ['ar', list('arabic')],
  ['pl', list('polish')],
  ['sv', list('swedish')],
  ['da', list('danish')],
  ['cs', list('czech')],
  ['hu', list('hungarian')],
  ['fi', list('finnish')],
  ['tr', list('turkish')],
  ['ro', list('romanian')],
  ['uk', list('ukrainian')],
  ['vi', list('vietnamese')],
  ['id', list('indonesian')],
  ['und', list('icelandic swahili amharic yoruba zulu basque welsh irish maltese tagalog khmer lao burmese nepali sinhala tamil telugu bengali georgian armenian albanian estonian latvian lithuanian macedonian mongolian somali quechua maori hausa igbo')],
];

const MAJOR_LANGUAGES: ReadonlySet<string> = new Set(['de', 'fr', 'es', 'it', 'pt', 'nl']);
const OTHER_LANGUAGES: ReadonlySet<string> = new Set(
  list('ru zh ja ko ar pl sv da cs hu fi tr ro uk vi id no he'),
);

/** How well Phi-3 covers a language. */
export function languageTierOf(language: string): LanguageTier {
  if (language === 'en') return 'english';
  if (MAJOR_LANGUAGES.has(language)) return 'major';
  return OTHER_LANGUAGES.has(language) ? 'other' : 'rare';
}

/** All a hash says of its word. */
export interface WordMeaning {
  task?: Task;
  isQuestionWord?: true;
  isFactQuestionWord?: true;
  isEncyclopaedic?: true;
  isFresh?: true;
  isCode?: true;
  isMaths?: true;
  sensitivity?: Exclude<Sensitivity, 'none'>;
  namedLanguage?: string;
  stopWordOf?: string[];
}

function buildLexicon(): ReadonlyMap<number, WordMeaning> {
  const lexicon = new Map<number, WordMeaning>();
  const meaningOf = (word: string): WordMeaning => {
    const hash = hashWord(word);
    const meaning = lexicon.get(hash) ?? {};
    lexicon.set(hash, meaning);
    return meaning;
  };
  for (const [task, words] of TASK_WORDS) for (const word of words) meaningOf(word).task ??= task;
  for (const word of QUESTION_WORDS) meaningOf(word).isQuestionWord = true;
  for (const word of FACT_QUESTION_WORDS) meaningOf(word).isFactQuestionWord = true;
  for (const word of ENCYCLOPAEDIA_WORDS) meaningOf(word).isEncyclopaedic = true;
  for (const word of FRESH_WORDS) meaningOf(word).isFresh = true;
  for (const word of CODE_WORDS) meaningOf(word).isCode = true;
  for (const word of MATHS_WORDS) meaningOf(word).isMaths = true;
  for (const [sensitivity, words] of SENSITIVE_WORDS) for (const word of words) meaningOf(word).sensitivity ??= sensitivity;
  for (const [language, words] of LANGUAGE_NAMES) for (const word of words) meaningOf(word).namedLanguage ??= language;
  for (const [language, words] of STOP_WORDS) for (const word of words) (meaningOf(word).stopWordOf ??= []).push(language);
  return lexicon;
}

/** Word hash → meaning; a few hundred entries, built once. */
export const LEXICON: ReadonlyMap<number, WordMeaning> = buildLexicon();
