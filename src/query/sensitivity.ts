// Whether a subject is one where an invention harms. Plain words of it are enough; words with harmless senses need company.
import { SENSITIVITIES, type Sensitivity } from './query-description.ts';
import type { Mention, TextScan } from './scan-state.ts';
import type { WordMeaning } from './lexicon.ts';

/** All texts are looked at; the strictest class wins, in the order medical, legal, financial, personal. */
export function findSensitivity(scans: readonly TextScan[], hasCode: boolean): Sensitivity {
  // Most texts have no such word at all.
  if (!scans.some(({ mentions }) => mentions.some(({ meaning }) => meaning.strong !== undefined || meaning.weak !== undefined))) return 'none';
  return SENSITIVITIES.find((sensitivity) => sensitivity !== 'none' && isOf(sensitivity, scans, hasCode)) ?? 'none';
}

/** A strong word, two weak ones, or a weak one of one's own ("my landlord", "can I …"). In code a single word is an identifier. */
function isOf(sensitivity: Sensitivity, scans: readonly TextScan[], hasCode: boolean): boolean {
  const found = new Set<WordMeaning>();
  let isEnough = false;
  for (const { mentions } of scans) {
    let isOwnCase: boolean | undefined;
    for (const mention of mentions) {
      const { meaning, before } = mention;
      if (meaning.strong === sensitivity) isEnough = true;
      else if (meaning.weak !== sensitivity || hasOtherSense(mention)) continue;
      else if ((isOwnCase ??= mentions.some(asksForSelf)) || before?.roles.my) isEnough = true;
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
