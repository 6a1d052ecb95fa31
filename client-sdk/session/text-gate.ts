// Holds tokens back until all of their text may be shown.
import type { OutputGuard } from '../safety/output-guard.ts';
import type { TextDeltaPart } from './answer-part.ts';

export interface TextGate {
  push(part: TextDeltaPart): void;
  /** The answer is whole and everything in it was looked at. */
  open(): void;
}

/** Without a guard everything passes. Whole tokens wait: each carries a probability of its own. */
export function createTextGate(guard: OutputGuard | undefined, show: (part: TextDeltaPart) => void): TextGate {
  const waiting: TextDeltaPart[] = [];
  let shownLength = 0;
  const showUpTo = (length: number) => {
    for (let next = waiting[0]; next && shownLength + next.text.length <= length; next = waiting[0]) {
      waiting.shift();
      shownLength += next.text.length;
      show(next);
    }
  };
  return {
    push(part) {
      waiting.push(part);
      showUpTo(guard ? guard.push(part.text) : Infinity);
    },
    open: () => showUpTo(Infinity),
  };
}
