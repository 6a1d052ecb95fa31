// `node models/store-canary.ts [folder]` asks a model a few plain questions and stores its own answers beside it, as
// canary.json: every device that loads the model must give them again. To be run whenever the model was replaced.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import type { StoredAnswer } from '../client-sdk/device/worker/canary-answers.ts';
import { commandLine } from '../scripts/command-line.ts';
import { createModelHost } from '../client-sdk/device/worker/model-host.ts';

/** Plain questions of different kinds; the first few whose answers are short and decided are stored. */
const PROMPTS = [
  'What is 12 + 30?',
  'What is the opposite of hot?',
  'What is the capital of France?',
  'Write river in uppercase.',
  'Is this review positive or negative? The soup was great.',
  'Hello',
];
const STORED = 2;
/** They are asked at every start, and a software renderer writes a few tokens a second. */
const LONGEST_ANSWER = 10;
/** Devices round differently: where two tokens are nearly as likely, either would be right. */
const CLEAREST_MARGIN = 0.2;

const { positionals } = commandLine(`npm run nano:canary -- [folder]

Asks the folder's model a few plain questions and stores its answers as canary.json: every device that loads the model has
to give them again. Run it when the model was replaced, and then npm run manifest:build. The folder is models/phi-3-nano by
default.
`, { allowPositionals: true });
const folder = resolve(positionals[0] ?? fileURLToPath(new URL('phi-3-nano', import.meta.url)));
const answers = await answersOf(folder);
if (answers.length < STORED) {
  process.stderr.write(`Only ${answers.length} of the ${PROMPTS.length} prompts have a short and clear answer from this model; ${STORED} are needed.\n`);
  process.exit(1);
}
const path = join(folder, 'canary.json');
const text = `${JSON.stringify({ schemaVersion: 1, answers }, undefined, 1).replaceAll(/\n\s+(?=\d)/g, ' ').replaceAll(/(?<=\d)\n\s+(?=\])/g, ' ')}\n`;
const isSame = existsSync(path) && readFileSync(path, 'utf8') === text;
if (!isSame) writeFileSync(path, text);
process.stdout.write(isSame ? `${path} is up to date.\n` : `Wrote ${path}. Write the folder's manifest.json again as well.\n`);

async function answersOf(modelFolder: string): Promise<readonly StoredAnswer[]> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(modelFolder)}/`;
  const name = basename(modelFolder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForCausalLM.from_pretrained(name, { device: 'cpu', dtype: 'q4' });
  const host = createModelHost(model, tokenizer, 1024);
  const stored: StoredAnswer[] = [];
  for (const prompt of PROMPTS) {
    const answerIds: number[] = [];
    let margin = 1;
    const { stopReason } = await host.generate([{ role: 'user', content: prompt }], {
      maxTokens: LONGEST_ANSWER,
      isInterrupted: () => false,
      onToken({ signal }) {
        answerIds.push(signal?.tokenId ?? -1);
        margin = Math.min(margin, signal?.margin ?? 0);
      },
    });
    if (stopReason !== 'stop' || margin < CLEAREST_MARGIN) continue;
    const { input_ids } = tokenizer.apply_chat_template([{ role: 'user', content: prompt }], { add_generation_prompt: true });
    stored.push({ prompt, promptIds: Array.from(input_ids.data as BigInt64Array, Number), answerIds });
    if (stored.length === STORED) break;
  }
  return stored;
}
