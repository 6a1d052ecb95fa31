// A docstring taken apart: what it says, what it shows, and what it says of parameters and errors.

export interface DocComment {
  readonly description: string;
  /** Code, without the marks of a comment. */
  readonly examples: readonly string[];
  /** `@param name …`, `@returns …` and the like, each as a sentence of Markdown. */
  readonly notes: readonly string[];
}

/**
 * @param text the comment's inside, from the second `*` on.
 *
 * @example
 * readDocComment('* Adds.\n * @example add(1, 2); // 3\n ').examples; // ['add(1, 2); // 3']
 */
export function readDocComment(text: string): DocComment {
  const lines = text.replace(/^\*/, '').split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
  const [description = '', ...tags] = lines.join('\n').split(/^@(?=\w)/m);
  const examples = tags.filter((tag) => tag.startsWith('example')).map((tag) => tag.replace(/^example\s*/, '').trim());
  const notes = tags.filter((tag) => !tag.startsWith('example')).map(writeNote);
  return { description: joinLines(description), examples, notes };
}

function writeNote(tag: string): string {
  const [, kind = '', rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
  const words = joinLines(rest);
  if (kind === 'param') return words.replace(/^(\S+)\s+(?:- )?/, '`$1`: ');
  return `${kind === 'throws' ? 'Throws' : 'Returns'}: ${words}`;
}

/** Line breaks within a paragraph mean nothing; empty lines and lists do. */
function joinLines(text: string): string {
  return text.trim().replaceAll(/\n(?![\n-])(?<!\n\n)/g, ' ');
}
