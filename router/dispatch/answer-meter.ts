// What one attempt has cost so far, whether or not the provider will ever tell. Caps are settled by it, so where nobody tells
// it errs upwards: a caller who leaves early, reads slowly or sends little but tools must not be charged for less than was
// billed.
import { costMicroUsd, type TokenPrice } from '../../src/budget/price.ts';
import type { TokenUsage } from './read-event.ts';

/** A token is seldom shorter, in any language and in code: an estimate that rather errs upwards. */
const CHARACTERS_PER_TOKEN = 3;
/** How much faster than usual a model may write out of our sight: thoughts nobody is shown, and what waits for a slow reader. */
const HASTE = 2;

export interface Spent extends TokenUsage {
  readonly costMicroUsd: number;
  readonly isEstimated: boolean;
}

export interface AnswerMeter {
  /** The provider has refused, or was never asked: nothing is billed. */
  refuse(): void;
  /** So many characters of the answer came in one event; an event is at least a token. */
  pass(characters: number): void;
  /** The provider told, and adds nothing to it. */
  tell(usage: TokenUsage): void;
  /** The answer came to its end: there is no more of it than what was seen. */
  complete(): void;
  spent(): Spent;
}

export interface AnswerMeterInput {
  readonly price: TokenPrice & {
    /** Of an answer that broke off, the provider may have written as much as it could in its time. */
    readonly tokensPerSecond: number;
  };
  /** The most tokens the prompt can have, with its tools and schemas: providers bill it as soon as they are asked. */
  readonly maxInputTokens: number;
  /** The longest answer: no estimate goes beyond it. */
  readonly maxOutputTokens: number;
  /** What comes as a whole isn't seen before its end: until then it counts as the longest. */
  readonly isSeen: boolean;
  readonly now: () => number;
}

/** The clock starts here. */
export function createAnswerMeter({ price, maxInputTokens, maxOutputTokens, isSeen, now }: AnswerMeterInput): AnswerMeter {
  const startedAt = now();
  let told: TokenUsage | undefined;
  let isRefused = false;
  let isComplete = false;
  let characters = 0;
  let events = 0;
  const written = (): number => {
    if (!isSeen) return maxOutputTokens;
    const seen = Math.max(events, Math.ceil(characters / CHARACTERS_PER_TOKEN));
    const unseen = isComplete ? 0 : Math.ceil(((now() - startedAt) / 1000) * price.tokensPerSecond * HASTE);
    return Math.min(Math.max(seen, unseen), maxOutputTokens);
  };
  const usage = (): TokenUsage => {
    if (told) return told;
    return isRefused ? { inputTokens: 0, outputTokens: 0 } : { inputTokens: maxInputTokens, outputTokens: written() };
  };
  return {
    refuse() {
      isRefused = true;
    },
    pass(count) {
      characters += count;
      if (count > 0) events += 1;
    },
    tell(given) {
      told = given;
    },
    complete() {
      isComplete = true;
    },
    spent() {
      const used = usage();
      return { ...used, costMicroUsd: costMicroUsd(price, used.inputTokens, used.outputTokens), isEstimated: !told && !isRefused };
    },
  };
}
