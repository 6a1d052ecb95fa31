// One page in Chromium with the SDK of this build in it: asks questions, gives back what became of them.
import type { Browser, Page } from 'playwright-core';
import type { InferenceMode } from '../../src/query/query.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { LONGEST_ANSWER } from '../../models/phi-3-nano/exam/answer-exam.ts';
import { importSdk } from '../../test/support/sdk-page.ts';

export interface AskedAnswer {
  readonly text: string;
  readonly source: 'device' | 'hosted';
  readonly confidence: number | null;
  readonly totalMs: number;
  readonly outputTokens: number;
  /** What the device had written when it was handed up, or all of it. */
  readonly deviceTokens: number | null;
}

export interface PageSession {
  readonly backend: string;
  /** Asks one after the other, as a person would, under this policy or the router's own. A device that repeats itself without end has answered with nothing, and isn't sure of it. Throws when one ends in another error: a benchmark loses no question. */
  ask(prompts: readonly string[], mode: InferenceMode, policy: Policy | undefined): Promise<readonly AskedAnswer[]>;
  close(): Promise<void>;
}

/** Questions per call into the page: small enough that progress shows. */
const BATCH = 50;

export async function openPageSession(browser: Browser, url: string, modelsUrl: string): Promise<PageSession> {
  const page: Page = await browser.newPage();
  await page.goto(`${url}/healthz`);
  await importSdk(page);
  const backend = await page.evaluate(async (models) => {
    const { createPhirst } = (globalThis as unknown as { phirstSdk: typeof import('../../client-sdk/index.ts') }).phirstSdk;
    const phirst = createPhirst({ modelsUrl: models, backends: ['wasm'] });
    const readiness = await phirst.prepare();
    if (!readiness.isReady) throw new Error(readiness.message);
    (globalThis as unknown as { phirst: typeof phirst }).phirst = phirst;
    return readiness.loaded.backend;
  }, modelsUrl);
  return {
    backend,
    async ask(prompts, mode, policy) {
      const answers: AskedAnswer[] = [];
      for (let from = 0; from < prompts.length; from += BATCH) {
        answers.push(...(await askBatch(page, prompts.slice(from, from + BATCH), mode, policy)));
        process.stderr.write(`\r${mode} ${answers.length}/${prompts.length}   `);
      }
      process.stderr.write('\r\x1b[K');
      return answers;
    },
    close: () => page.close(),
  };
}

function askBatch(page: Page, prompts: readonly string[], mode: InferenceMode, policy: Policy | undefined): Promise<AskedAnswer[]> {
  return page.evaluate(
    async (input) => {
      const { phirst } = globalThis as unknown as { phirst: import('../../client-sdk/index.ts').Phirst };
      phirst.usePolicy(input.policy);
      const answers: AskedAnswer[] = [];
      for (const prompt of input.prompts) {
        const result = await phirst.ask(prompt, { mode: input.mode, maxTokens: input.maxTokens }).done.catch((error: { code?: string; param?: string }) => {
          if (error.code !== 'device_degenerate' || error.param !== 'answer') throw error;
        });
        if (result === undefined) {
          answers.push({ text: '', source: 'device', confidence: 0, totalMs: 0, outputTokens: 0, deviceTokens: null });
          continue;
        }
        const { text, source, confidence, totalMs, usage, trace } = result;
        answers.push({ text, source, confidence: confidence ?? null, totalMs, outputTokens: usage.outputTokens, deviceTokens: (((trace.find(({ step }) => step === 'watched') ?? trace.find(({ step }) => step === 'device_answered'))?.detail as { tokens?: number } | undefined)?.tokens) ?? null });
      }
      return answers;
    },
    { prompts, mode, policy, maxTokens: LONGEST_ANSWER },
  );
}
