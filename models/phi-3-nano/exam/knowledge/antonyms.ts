/**
 * Words with their opposites. The first {@link taughtAntonymCount} were met in training.
 *
 * @example antonyms[0] // ['hot', 'cold']
 */
export const antonyms: readonly (readonly [word: string, opposite: string])[] = [
  ['hot', 'cold'], ['big', 'small'], ['up', 'down'], ['fast', 'slow'], ['day', 'night'],
  ['good', 'bad'], ['happy', 'sad'], ['open', 'closed'], ['light', 'dark'], ['high', 'low'],
  ['old', 'new'], ['rich', 'poor'], ['strong', 'weak'], ['wet', 'dry'], ['full', 'empty'],
  ['loud', 'quiet'], ['early', 'late'], ['near', 'far'], ['hard', 'soft'], ['clean', 'dirty'],
  ['long', 'short'], ['thick', 'thin'], ['wide', 'narrow'], ['brave', 'afraid'], ['true', 'false'],
  ['first', 'last'], ['heavy', 'light'], ['deep', 'shallow'], ['sweet', 'bitter'],
  ['ancient', 'modern'], ['generous', 'stingy'], ['humble', 'arrogant'], ['rigid', 'flexible'],
  ['transparent', 'opaque'], ['expand', 'contract'], ['accept', 'reject'],
];

/** How many of the antonyms, from the front, training showed; the others it never did. */
export const taughtAntonymCount = 30;
