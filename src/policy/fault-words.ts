// What is wrong with a field of a file, in words for whoever wrote it: Valibot's are those of a type checker.
import type * as v from 'valibot';

const LIMITS: Readonly<Record<string, string>> = { '<=': 'at most ', '>=': 'at least ', '<': 'below ', '>': 'above ' };
const TYPES: Readonly<Record<string, string>> = { Object: 'an object of fields', Array: 'a list', string: 'a text', number: 'a number', boolean: 'true or false' };

/** Of one issue: 'must be at most 1, not 7', 'is missing', 'is not a field here: look at its spelling and its place' */
export function faultWords(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a field here: look at its spelling and its place';
  if (issue.received === 'undefined') return 'is missing';
  const [, limit = '', wanted, received] = /Expected (<=|>=|<|>)?(.+) but received (.+)$/.exec(issue.message) ?? [];
  if (wanted === undefined) return issue.message.replace(/^Invalid [a-z ]+: /i, '');
  return `must be ${LIMITS[limit] ?? ''}${wordsOf(wanted)}, not ${TYPES[received ?? ''] ?? received}`;
}

/** `("a" | "b")` → '"a" or "b"' */
function wordsOf(wanted: string): string {
  return TYPES[wanted] ?? wanted.replace(/^\((.+)\)$/, '$1').replaceAll(' | ', ' or ').replaceAll(' & ', ' and ');
}
