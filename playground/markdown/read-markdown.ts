// The little of Markdown that models write most: fenced code, inline code, bold. Everything else stays as it was written.

/** A stretch of the text to show, its marks left out: `text.slice(from, to)`. */
export interface MarkdownPart {
  readonly kind: 'text' | 'code' | 'bold' | 'block';
  readonly from: number;
  readonly to: number;
}

/** A line of at least three backticks or tildes, with the name of a language or without. */
const FENCE = /^ {0,3}(`{3,}|~{3,})[^`\n]*$/;

/** @example readMarkdown('Use `ls`.') // [text 'Use ', code 'ls', text '.'], as positions */
export function readMarkdown(text: string): readonly MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let plainFrom = 0;
  let open: { readonly fence: string; readonly from: number } | undefined;
  for (let lineFrom = 0; lineFrom <= text.length; ) {
    const lineEnd = text.indexOf('\n', lineFrom) === -1 ? text.length : text.indexOf('\n', lineFrom);
    const line = text.slice(lineFrom, lineEnd);
    const fence = FENCE.exec(line)?.[1];
    const next = Math.min(lineEnd + 1, text.length);
    if (open && isClosing(line, open.fence)) {
      addBlock(parts, open.from, lineFrom - 1);
      open = undefined;
      plainFrom = skipBreaks(text, next);
    } else if (!open && fence !== undefined) {
      addInline(parts, text, plainFrom, trimBreaks(text, plainFrom, lineFrom));
      open = { fence, from: next };
    }
    lineFrom = lineEnd + 1;
  }
  // A fence nobody closed is code being written.
  if (open) addBlock(parts, open.from, text.length);
  else addInline(parts, text, plainFrom, text.length);
  return parts;
}

/** A block stands apart by itself: the empty lines around it would set it apart once more. */
function skipBreaks(text: string, from: number): number {
  let position = from;
  while (text[position] === '\n') position += 1;
  return position;
}

function trimBreaks(text: string, from: number, to: number): number {
  let position = to;
  while (position > from && text[position - 1] === '\n') position -= 1;
  return position;
}

function isClosing(line: string, fence: string): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length);
}

function addBlock(parts: MarkdownPart[], from: number, to: number): void {
  if (to > from) parts.push({ kind: 'block', from, to });
}

/** Within a line: `code`, or **bold** that isn't a power in a formula (2**3**4). */
const INLINE = /(`{1,3})([^`\n]+)\1|\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*/g;

function addInline(parts: MarkdownPart[], text: string, from: number, to: number): void {
  const plain = (start: number, end: number) => {
    if (end > start) parts.push({ kind: 'text', from: start, to: end });
  };
  const stretch = text.slice(from, to);
  let shown = from;
  for (const { 0: marked, 1: ticks, 3: bold, index } of stretch.matchAll(INLINE)) {
    const start = from + index;
    const end = start + marked.length;
    if (bold !== undefined && (isWordCharacter(text[start - 1]) || isWordCharacter(text[end]))) continue;
    plain(shown, start);
    const marks = (ticks ?? '**').length;
    parts.push({ kind: ticks === undefined ? 'bold' : 'code', from: start + marks, to: end - marks });
    shown = end;
  }
  plain(shown, to);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
