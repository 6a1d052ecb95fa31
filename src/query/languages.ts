// The languages told apart, by their function words and by letters few others have; and how well Phi-3 covers each.
import type { LanguageTier } from './query-description.ts';

/** Function words by language. A word of several languages ("de", "a") counts for each in part. */
const FUNCTION_WORDS = {
  en: 'the and is are was of to in for with that this what how it you i my me a an on from by as at be do does who which please write not have has can your we they if or but am so one there when where why will should would could',
  de: 'der die das und ist nicht ich du wir sie ein eine einen einer einem mit für auf von zu den dem wie was wer warum bitte es auch noch sich mir mein meine kann im wann wo ins zwischen hat wird dass um danke hallo guten',
  fr: 'le la les et est dans pour que qui une un des du je vous nous avec sur pas mon ma mes comment pourquoi ce cette il elle au aux ne en suis quel quelle sont tu merci bonjour salut ça',
  es: 'el los las y es en para que un una por con mi cómo qué quién dónde porque esta este se del al lo su yo muy cuál cuándo cuánto cuántos cuántas puedo tiene gracias hola',
  it: 'il lo gli e è di per che un una con non mi come cosa chi perché sono della del nel questo questa ho si alla sul dove quando posso grazie ciao',
  pt: 'o os as e é em para que um uma por com não meu minha como quem onde porque esta este se do da no na eu você faço quando posso qual obrigado obrigada olá',
  nl: 'de het een en is van voor met niet ik je wij hoe wat wie waarom mijn op aan te dat dit zijn heb naar ben gaat kan bedankt hallo',
  sv: 'och är inte jag du vi det att en ett som för med på av hur vad vem varför min mitt till har',
  da: 'og er ikke jeg du vi det at en et som for med på af hvordan hvad hvem hvorfor min mit til har hvor fra',
  pl: 'i jest nie ja ty my to że w na z do jak co kto dlaczego mój moja się dla proszę są masz',
  tr: 've bir bu için ile ne nasıl kim neden ben sen değil mi da de çok var lütfen',
  cs: 'a je není já ty my to že v na z do jak co kdo proč můj moje se pro prosím jsou',
  hu: 'és a az nem van egy hogy mi ki miért hogyan én te ez kérem',
  fi: 'ja on ei minä sinä se että mikä kuka miksi miten olen tämä',
  ro: 'și este nu eu tu că în pe cu de la cum ce cine meu mea pentru',
  id: 'dan yang di ini itu dengan untuk tidak saya kamu apa siapa bagaimana mengapa dari ke adalah',
  vi: 'và là của không tôi bạn cái gì ai tại sao như thế nào cho trong',
  und: '',
} as const;
export type Language = keyof typeof FUNCTION_WORDS;

/** In the order of the votes: a language's index stands for it while a text is read. */
export const LANGUAGES = Object.keys(FUNCTION_WORDS) as readonly Language[];

export const functionWordsOf = (language: Language): readonly string[] => FUNCTION_WORDS[language].split(' ').filter(Boolean);

/** Letters that tell a language, or one of a few; `und` stands for languages without a list (Icelandic, Baltic, Yoruba, …). */
const DISTINCTIVE_LETTERS: readonly (readonly [string, readonly Language[]])[] = [
  ['ß', ['de']],
  ['ñ¿¡', ['es']],
  ['ãõ', ['pt']],
  ['ç', ['fr', 'pt', 'tr']],
  ['œùû', ['fr']],
  ['èê', ['fr', 'it', 'pt']],
  ['ìò', ['it']],
  ['äö', ['de', 'sv', 'fi']],
  ['ü', ['de', 'tr', 'hu']],
  ['å', ['sv', 'da']],
  ['øæ', ['da']],
  ['łżźśćńąę', ['pl']],
  ['ğşı', ['tr']],
  ['őű', ['hu']],
  ['řěů', ['cs']],
  ['ățș', ['ro']],
  ['ơưđạảấầậắằặẹềếệịọốồộớờợụủứừự', ['vi']],
  ['ðþāēģīķļņūėįųħṣŵŷ', ['und']],
];

/** Character → indexes of the languages it speaks for. */
export const LANGUAGES_OF_LETTER: ReadonlyMap<number, readonly number[]> = new Map(
  DISTINCTIVE_LETTERS.flatMap(([letters, languages]) =>
    [...letters].map((letter) => [letter.charCodeAt(0), languages.map((language) => LANGUAGES.indexOf(language))] as const),
  ),
);

const TIERS: Readonly<Record<string, LanguageTier>> = Object.fromEntries([
  ['en', 'english'],
  ...'de fr es it pt nl'.split(' ').map((language) => [language, 'major']),
  ...'ru zh ja ko ar pl sv da cs hu fi tr ro uk vi id no he'.split(' ').map((language) => [language, 'other']),
]) as Record<string, LanguageTier>;

/** How well Phi-3 covers a language. */
export function languageTierOf(language: string): LanguageTier {
  return TIERS[language] ?? 'rare';
}
