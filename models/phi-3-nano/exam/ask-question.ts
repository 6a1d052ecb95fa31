// One question to the model host of a device worker, as an exam asks it: greedy, by itself, to its end.
import type { ModelHost } from '../../../client-sdk/device/worker/model-host.ts';
import type { TokenSignal } from '../../../src/confidence/token-signal.ts';

/** Longer than any right answer of the exam. */
export const LONGEST_ANSWER = 160;

export interface AskedAnswer {
  readonly text: string;
  readonly tokens: number;
  /** Ended by LONGEST_ANSWER, not by the model. */
  readonly isCut: boolean;
}

/**
 * @param onSignal told of every token whose probabilities could be read
 * @example const { text } = await askQuestion(host, 'What is 2 + 2?', (signal) => accumulator.add(signal));
 */
export async function askQuestion(host: ModelHost, prompt: string, onSignal: (signal: TokenSignal) => void): Promise<AskedAnswer> {
  let text = '';
  let tokens = 0;
  const { stopReason } = await host.generate([{ role: 'user', content: prompt }], {
    maxTokens: LONGEST_ANSWER,
    isInterrupted: () => false,
    onToken(token) {
      text += token.text;
      tokens++;
      if (token.signal) onSignal(token.signal);
    },
  });
  return { text, tokens, isCut: stopReason === 'length' };
}
