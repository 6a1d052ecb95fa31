// Which language a text is written in: by script where that settles it, else by words and distinctive letters.
import { LANGUAGES } from './languages.ts';
import type { Script } from './letters.ts';
import type { TextScan } from './scan-state.ts';

const LANGUAGE_OF_SCRIPT: Readonly<Record<Script, string>> = {
  cyrillic: 'ru',
  greek: 'el',
  hebrew: 'he',
  arabic: 'ar',
  devanagari: 'hi',
  thai: 'th',
  kana: 'ja',
  hangul: 'ko',
  han: 'zh',
  other: 'und',
};

/** Without a single known word, a text this long is in a language the lists don't have. */
const ENOUGH_WORDS = 8;

/** Sentences of a Latin language have more than so many of its known words in each word … */
const UNCLAIMED = 0.15;
/** … and a sentence of another script has so many letters. */
const FEW_LETTERS = 4;

/** ISO 639-1 code, or `und` (undetermined): a language without a list, or a text too short to tell in another script. */
export function detectLanguage(scan: TextScan): string {
  const foreign = dominantScript(scan);
  if (foreign !== undefined) return LANGUAGE_OF_SCRIPT[foreign];
  let best = 0;
  for (let language = 1; language < scan.votes.length; language++) if ((scan.votes[language] ?? 0) > (scan.votes[best] ?? 0)) best = language;
  const isUnknown = (scan.votes[best] ?? 0) <= scan.words * 0.04;
  return isUnknown && scan.words >= ENOUGH_WORDS && scan.codeMarks === 0 ? 'und' : (LANGUAGES[best] ?? 'und');
}

/**
 * A script other than Latin that at least a third of the letters are written in, or some letters at all beside Latin words
 * that no language claims: names of fields and markers don't outvote a sentence. Kana settles Japanese beside Han.
 */
function dominantScript(scan: TextScan): Script | undefined {
  let best: Script | undefined;
  let total = 0;
  for (const [script, count] of Object.entries(scan.scripts) as [Script, number][]) {
    total += count;
    if (best === undefined || count > (scan.scripts[best] ?? 0)) best = script;
  }
  if (best === undefined) return undefined;
  const isLatinClaimed = Math.max(...scan.votes) > scan.words * UNCLAIMED;
  if (total < scan.words * 2 && (isLatinClaimed || total < FEW_LETTERS)) return undefined;
  return best === 'han' && scan.scripts.kana !== undefined ? 'kana' : best;
}
