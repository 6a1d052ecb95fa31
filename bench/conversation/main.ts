// npm run bench:conversation: what keeping the KV cache between turns saves. The device worker's own model host over
// phi-3-nano in Node, on one CPU thread; the same second turn is asked with the cache and without it, in turns.
import { createConversationCache } from '../../client-sdk/device/worker/conversation-cache.ts';
import { createModelHost, type ModelHost } from '../../client-sdk/device/worker/model-host.ts';
import type { Message } from '../../src/query/query.ts';
import { loadNanoModel, loadNanoTokenizer } from '../../test/support/nano-model.ts';
import { printResult } from '../report/print-result.ts';
import { commandLine } from '../../scripts/command-line.ts';

commandLine(`npm run bench:conversation

Prints the time to the first token of a conversation's second turn, with what the model had read kept and without.
Takes no options. Exits with 1 where the answers differ.
`, {});

/** Sentences in the first question: how long the conversation is that the second turn goes on from. */
const SENTENCES = [4, 20, 45];
const ROUNDS = 30;
const SENTENCE = 'The river runs through the old town. ';

const [tokenizer, model] = await Promise.all([loadNanoTokenizer(), loadNanoModel()]);

interface SecondTurn {
  readonly firstTokenMs: number;
  readonly promptTokens: number;
  readonly cachedPromptTokens: number;
  readonly text: string;
}

async function secondTurn(host: ModelHost, sentences: number): Promise<SecondTurn> {
  const first: Message = { role: 'user', content: `${SENTENCE.repeat(sentences)}What is the capital of France?` };
  const { text: said } = await ask(host, [first]);
  return ask(host, [first, { role: 'assistant', content: said }, { role: 'user', content: 'What is the capital of Italy?' }]);
}

async function ask(host: ModelHost, messages: readonly Message[]): Promise<SecondTurn> {
  const startedAt = performance.now();
  let firstTokenMs = 0;
  let text = '';
  const generated = await host.generate(messages, {
    maxTokens: 16,
    isInterrupted: () => false,
    onToken(token) {
      firstTokenMs ||= performance.now() - startedAt;
      text += token.text;
    },
  });
  return { ...generated, firstTokenMs, text };
}

const median = (values: readonly number[]) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] as number;

let isSame = true;
for (const sentences of SENTENCES) {
  const keeping = createModelHost(model, tokenizer, 1024);
  const forgetful = createModelHost(model, tokenizer, 1024, { ...createConversationCache(), keep: (cache) => cache.dispose() });
  const kept: number[] = [];
  const afresh: number[] = [];
  let last: { readonly keeping: SecondTurn; readonly forgetful: SecondTurn } | undefined;
  for (let round = 0; round <= ROUNDS; round++) {
    last = { keeping: await secondTurn(keeping, sentences), forgetful: await secondTurn(forgetful, sentences) };
    isSame &&= last.keeping.text === last.forgetful.text;
    // The first round is the warm-up.
    if (round > 0) {
      kept.push(last.keeping.firstTokenMs);
      afresh.push(last.forgetful.firstTokenMs);
    }
  }
  const { promptTokens, cachedPromptTokens } = last?.keeping ?? {};
  const shared = { unit: 'ms', promptTokens, rounds: ROUNDS, sameAnswers: isSame };
  printResult({ name: 'second-turn-first-token-with-cache', value: median(kept), ...shared, cachedPromptTokens });
  printResult({ name: 'second-turn-first-token-without-cache', value: median(afresh), ...shared, cachedPromptTokens: 0 });
}
if (!isSame) process.exitCode = 1;
