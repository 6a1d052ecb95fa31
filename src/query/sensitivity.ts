// Whether a subject is one where an invention harms. Plain words of it are enough; words with harmless senses need company.
import { SENSITIVITIES, type Sensitivity } from './query-description.ts';
import type { Mention, TextScan } from './scan-state.ts';
import type { WordMeaning } from './lexicon.ts';

/** All texts are looked at; the strictest class wins, in the order medical, legal, financial, personal. */
export function findSensitivity(scans: readonly TextScan[], hasCode: boolean): Sensitivity {
  // Most texts have no such word at all, the others few.
  const telling = scans.map(({ mentions }) => mentions.filter(({ meaning }) => meaning.strong !== undefined || meaning.weak !== undefined));
  if (telling.every(({ length }) => length === 0)) return 'none';
  return SENSITIVITIES.find((sensitivity) => sensitivity !== 'none' && isOf(sensitivity, scans, telling, hasCode)) ?? 'none';
}

/**
 * A strong word, two weak ones, or a weak one of one's own ("my landlord", "can I …"). In code a single word is an identifier.
 *
 * @param telling the words of each text that may be of a class
 */
function isOf(sensitivity: Sensitivity, scans: readonly TextScan[], telling: readonly (readonly Mention[])[], hasCode: boolean): boolean {
  const found = new Set<WordMeaning>();
  let isEnough = false;
  for (const [index, { mentions }] of scans.entries()) {
    // Asked once a text: one about loans says "loan" a thousand times.
    let isOwnCase: boolean | undefined;
    for (const mention of telling[index] as readonly Mention[]) {
      const { meaning, before } = mention;
      if (meaning.strong === sensitivity) isEnough = true;
      else if (meaning.weak !== sensitivity || hasOtherSense(mention)) continue;
      else if (before?.roles.my || (isOwnCase ??= mentions.some(asksForSelf))) isEnough = true;
      found.add(meaning);
    }
  }
  return found.size >= 2 || (isEnough && !hasCode);
}

/** "can I", "darf ich", "puedo" */
function asksForSelf({ meaning, before }: Mention): boolean {
  return meaning.roles.mayIAlone !== undefined || (meaning.roles.self !== undefined && before?.roles.mayI !== undefined);
}

/** "my friend Sue", "be patient" */
function hasOtherSense({ meaning, before, isCapitalised }: Mention): boolean {
  return (meaning.roles.firstName !== undefined && isCapitalised) || (meaning.roles.adjective !== undefined && before?.roles.toBe !== undefined);
}
