// Names of languages as users write them, for "into German", "auf Englisch", "en anglais".
import type { WordList } from './task-words.ts';

/** ISO 639-1 code (`und` for the rarer ones) → its names by the language they stand in. */
export const LANGUAGE_NAMES: readonly (readonly [string, readonly WordList[]])[] = [
  ['en', [['en', 'english'], ['de', 'englisch englische'], ['fr', 'anglais'], ['es', 'inglés'], ['it', 'inglese'], ['pt', 'inglês'], ['nl', 'engels']]],
  ['de', [['en', 'german'], ['de', 'deutsch deutsche'], ['fr', 'allemand'], ['es', 'alemán'], ['it', 'tedesco'], ['pt', 'alemão'], ['nl', 'duits']]],
  ['fr', [['en', 'french'], ['de', 'französisch französische'], ['fr', 'français francais'], ['es', 'francés'], ['it', 'francese'], ['pt', 'francês']]],
  ['es', [['en', 'spanish'], ['de', 'spanisch spanische'], ['fr', 'espagnol'], ['es', 'español castellano'], ['it', 'spagnolo']]],
  ['it', [['en', 'italian'], ['de', 'italienisch italienische'], ['fr', 'italien'], ['it', 'italiano']]],
  ['pt', [['en', 'portuguese'], ['de', 'portugiesisch'], ['fr', 'portugais'], ['pt', 'português']]],
  ['nl', [['en', 'dutch'], ['de', 'niederländisch'], ['fr', 'néerlandais'], ['nl', 'nederlands']]],
  ['ru', [['en', 'russian'], ['de', 'russisch russische'], ['fr', 'russe'], ['es', 'ruso'], ['it', 'russo']]],
  ['zh', [['en', 'chinese mandarin'], ['de', 'chinesisch chinesische'], ['fr', 'chinois'], ['es', 'chino'], ['it', 'cinese'], ['pt', 'chinês']]],
  ['ja', [['en', 'japanese'], ['de', 'japanisch japanische'], ['fr', 'japonais'], ['es', 'japonés'], ['it', 'giapponese'], ['pt', 'japonês']]],
  ['ko', [['en', 'korean'], ['de', 'koreanisch koreanische'], ['fr', 'coréen'], ['es', 'coreano']]],
  ['ar', [['en', 'arabic'], ['de', 'arabisch arabische'], ['fr', 'arabe'], ['es', 'árabe'], ['it', 'arabo']]],
  ['pl', [['en', 'polish'], ['de', 'polnisch polnische'], ['fr', 'polonais'], ['es', 'polaco'], ['it', 'polacco']]],
  ['sv', [['en', 'swedish'], ['de', 'schwedisch']]],
  ['da', [['en', 'danish'], ['de', 'dänisch']]],
  ['cs', [['en', 'czech']]],
  ['hu', [['en', 'hungarian']]],
  ['fi', [['en', 'finnish']]],
  ['tr', [['en', 'turkish'], ['de', 'türkisch türkische'], ['fr', 'turc'], ['es', 'turco']]],
  ['ro', [['en', 'romanian']]],
  ['uk', [['en', 'ukrainian']]],
  ['vi', [['en', 'vietnamese']]],
  ['id', [['en', 'indonesian']]],
  ['und', [['en', 'icelandic swahili amharic yoruba zulu basque welsh irish maltese tagalog khmer lao burmese nepali sinhala tamil telugu bengali georgian armenian albanian estonian latvian lithuanian macedonian mongolian somali quechua maori hausa igbo hindi urdu thai greek hebrew persian punjabi marathi gujarati malay serbian croatian bulgarian norwegian catalan'], ['de', 'isländisch griechisch suaheli'], ['fr', 'islandais grec']]],
];
