// The language an answer is asked for in: "into German", "answer in Icelandic", "from Polish to Welsh".
import type { Mention, TextScan } from './scan-state.ts';
import { INSTRUCTION_WORDS } from './named-task.ts';

/**
 * ISO 639-1 code; undefined when none is asked for. A name counts right after "into", "in", "to", "auf" … in a request to
 * translate, write or say; "Irish coffee" and "life in Irish villages" name none.
 */
export function findTargetLanguage({ mentions }: TextScan): string | undefined {
  if (!mentions.some(isAboutWording)) return undefined;
  const named = mentions.find((mention) => mention.position < INSTRUCTION_WORDS && !mention.hasNoun && mention.meaning.namedLanguage !== undefined && followsInto(mention));
  return named?.meaning.namedLanguage;
}

function isAboutWording({ meaning }: Mention): boolean {
  return meaning.work === 'translation' || meaning.makingReach !== undefined || meaning.work === 'rewriting' || meaning.work === 'summary' || meaning.roles.saying !== undefined;
}

function followsInto({ before, beforeThat }: Mention): boolean {
  return before?.roles.into !== undefined || (before?.roles.style !== undefined && beforeThat?.roles.into !== undefined);
}
