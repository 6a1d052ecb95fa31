// Holds tokens back until all of their text may be shown.
import type { SafetyHit } from '../../src/safety/safety-rules.ts';
import type { TextDeltaPart } from '../session/answer-part.ts';
import type { OutputGuard } from './output-guard.ts';

export interface TextGate {
  push(part: TextDeltaPart): void;
  /** The answer is whole: everything in it is looked at, and shown if nothing speaks against it. */
  finish(): Promise<void>;
  /** What spoke against the answer, once something has. */
  hit(): SafetyHit | undefined;
  /** Whether everything shown so far has been looked at. */
  isChecked(): boolean;
}

/** Whole tokens wait: each carries a probability of its own. */
export function createTextGate(guard: OutputGuard, show: (part: TextDeltaPart) => void): TextGate {
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
      showUpTo(guard.push(part.text));
    },
    async finish() {
      await guard.finish();
      if (!guard.hit()) showUpTo(Infinity);
    },
    hit: guard.hit,
    isChecked: guard.isChecked,
  };
}
