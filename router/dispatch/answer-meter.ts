// What one attempt has cost so far, whether or not the provider will ever tell.
import { costMicroUsd, type TokenPrice } from '../../src/budget/price.ts';
import type { TokenUsage } from './read-event.ts';

/** A token is seldom shorter, in any language and in code: an estimate that rather errs upwards. */
const CHARACTERS_PER_TOKEN = 3;

export interface Spent extends TokenUsage {
  readonly costMicroUsd: number;
  readonly isEstimated: boolean;
}

export interface AnswerMeter {
  /** The provider has refused, or was never asked: nothing is billed. */
  refuse(): void;
  /** So many characters of the answer came in one event; an event is at least a token. */
  pass(characters: number): void;
  /** The provider told. */
  tell(usage: TokenUsage): void;
  spent(): Spent;
}

export interface AnswerMeterInput {
  readonly price: TokenPrice;
  /** Estimate of the prompt's. */
  readonly inputTokens: number;
  /** The longest answer: no estimate goes beyond it. */
  readonly maxOutputTokens: number;
  /** What comes as a whole isn't seen before its end: until then it counts as the longest. */
  readonly isSeen: boolean;
}

export function createAnswerMeter({ price, inputTokens, maxOutputTokens, isSeen }: AnswerMeterInput): AnswerMeter {
  let told: TokenUsage | undefined;
  let isRefused = false;
  let characters = 0;
  let events = 0;
  const usage = (): TokenUsage => {
    if (told) return told;
    if (isRefused) return { inputTokens: 0, outputTokens: 0 };
    const seen = Math.max(events, Math.ceil(characters / CHARACTERS_PER_TOKEN));
    return { inputTokens, outputTokens: isSeen ? Math.min(seen, maxOutputTokens) : maxOutputTokens };
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
    spent() {
      const used = usage();
      return { ...used, costMicroUsd: costMicroUsd(price, used.inputTokens, used.outputTokens), isEstimated: !told && !isRefused };
    },
  };
}
