// Many phrases as one automaton (Aho and Corasick 1975): a text is read once, however many phrases there are.
import { createTextFolder, SPACE_CODE } from './fold-text.ts';

export interface PhraseAutomaton {
  /** The node after one more character: the longest end of the text that begins a phrase. */
  step(node: number, codePoint: number): number;
  /** The next shorter end of the text that begins a phrase, 0 for none. */
  shorter(node: number): number;
  /** Characters of the node's phrase so far. */
  depth(node: number): number;
  /** The first rule of which a phrase is complete here, if any. */
  ruleAt(node: number): number | undefined;
  readonly longestPhrase: number;
}

/** A code point needs 21 bits; node and character together make one key of one map. */
const NODE_FACTOR = 0x200000;

/**
 * @param phrasesByRule the phrases of each rule; a phrase of several rules belongs to the first
 * @example compilePhrases([['end my life'], ['Betrug', 'fraude']])
 */
export function compilePhrases(phrasesByRule: readonly (readonly string[])[]): PhraseAutomaton {
  const edges = new Map<number, number>();
  const children: number[][] = [[]];
  const depths = [0];
  const rules: (number | undefined)[] = [undefined];

  for (const [rule, phrases] of phrasesByRule.entries()) {
    for (const phrase of phrases) {
      let node = 0;
      for (const codePoint of foldPhrase(phrase)) {
        let next = edges.get(node * NODE_FACTOR + codePoint);
        if (next === undefined) {
          next = depths.length;
          edges.set(node * NODE_FACTOR + codePoint, next);
          children[node]?.push(codePoint);
          children.push([]);
          depths.push((depths[node] ?? 0) + 1);
          rules.push(undefined);
        }
        node = next;
      }
      // A phrase of nothing but invisible characters would be complete everywhere.
      if (node !== 0) rules[node] ??= rule;
    }
  }

  const shorter = new Int32Array(depths.length);
  const step = (from: number, codePoint: number): number => {
    for (let node = from; ; node = shorter[node] as number) {
      const next = edges.get(node * NODE_FACTOR + codePoint);
      if (next !== undefined) return next;
      if (node === 0) return 0;
    }
  };
  // Breadth first: whatever is shorter is linked already.
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as number;
    for (const codePoint of children[node] as number[]) {
      const child = edges.get(node * NODE_FACTOR + codePoint) as number;
      shorter[child] = node === 0 ? 0 : step(shorter[node] as number, codePoint);
      queue.push(child);
    }
  }

  return {
    step,
    shorter: (node) => shorter[node] as number,
    depth: (node) => depths[node] as number,
    ruleAt: (node) => rules[node],
    longestPhrase: depths.reduce((longest, depth) => Math.max(longest, depth), 0),
  };
}

/** A phrase goes through the very folding its text goes through. */
function foldPhrase(phrase: string): readonly number[] {
  const folded: number[] = [];
  const folder = createTextFolder({ take: (codePoint) => folded.push(codePoint) });
  folder.push(phrase);
  folder.end();
  // Blanks at its ends, also beside an invisible character, are nothing to look for.
  const isBlank = (codePoint: number) => codePoint === SPACE_CODE;
  const from = folded.findIndex((codePoint) => !isBlank(codePoint));
  return from === -1 ? [] : folded.slice(from, folded.findLastIndex((codePoint) => !isBlank(codePoint)) + 1);
}
