// One page in Chromium with the SDK of this build in it: asks questions, gives back what became of them.
import type { Browser, Page } from 'playwright-core';
import type { InferenceMode } from '../../src/query/query.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { LONGEST_ANSWER } from '../../models/phi-3-nano/exam/ask-question.ts';
import { importSdk } from '../../test/support/sdk-page.ts';

export interface AskedAnswer {
  readonly text: string;
  readonly source: 'device' | 'hosted';
  readonly confidence: number | null;
  readonly isCalibrated: boolean;
  /** False where the device's answer was accepted and said to be cut. */
  readonly isComplete: boolean;
  /** The device repeated itself without end, and nobody else could answer. */
  readonly hasFailed: boolean;
  readonly totalMs: number;
  readonly outputTokens: number;
  /** What the device had written when it was handed up, or all of it. */
  readonly deviceTokens: number | null;
}

export interface PageSession {
  readonly backend: string;
  /** Asks under this policy or the router's own: a device one question after the other, as a person would, a hosted model several at once. A device that repeats itself without end has answered with nothing, and isn't sure of it. Throws when one ends in another error: a benchmark loses no question. */
  ask(prompts: readonly string[], mode: InferenceMode, policy: Policy | undefined): Promise<readonly AskedAnswer[]>;
  close(): Promise<void>;
}

/** Hosted answers are waited for, not computed here. */
const HOSTED_AT_ONCE = 4;

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
    ask: (prompts, mode, policy) => askInPage(page, prompts, mode, policy),
    close: () => page.close(),
  };
}

function askInPage(page: Page, prompts: readonly string[], mode: InferenceMode, policy: Policy | undefined): Promise<AskedAnswer[]> {
  return page.evaluate(
    async (input) => {
      const { phirst } = globalThis as unknown as { phirst: import('../../client-sdk/index.ts').Phirst };
      phirst.usePolicy(input.policy);
      const askOne = async (prompt: string): Promise<AskedAnswer> => {
        const result = await phirst.ask(prompt, { mode: input.mode, maxTokens: input.maxTokens }).done.catch((error: { code?: string; param?: string }) => {
          if (error.code !== 'device_degenerate' || error.param !== 'answer') throw error;
        });
        if (result === undefined) return { text: '', source: 'device', confidence: 0, isCalibrated: false, isComplete: true, hasFailed: true, totalMs: 0, outputTokens: 0, deviceTokens: null };
        const { text, source, confidence, totalMs, usage, trace } = result;
        const detailOf = (name: string) => trace.find(({ step }) => step === name)?.detail as { tokens?: number; isCalibrated?: boolean; reason?: string } | undefined;
        const answered = detailOf('device_answered');
        const device = detailOf('watched') ?? answered;
        return {
          text,
          source,
          confidence: confidence ?? null,
          isCalibrated: answered?.isCalibrated ?? false,
          isComplete: detailOf('accepted')?.reason !== 'incomplete',
          hasFailed: false,
          totalMs,
          outputTokens: usage.outputTokens,
          deviceTokens: device?.tokens ?? null,
        };
      };
      const answers: AskedAnswer[] = [];
      for (let from = 0; from < input.prompts.length; from += input.atOnce) {
        answers.push(...(await Promise.all(input.prompts.slice(from, from + input.atOnce).map(askOne))));
      }
      return answers;
    },
    { prompts, mode, policy, maxTokens: LONGEST_ANSWER, atOnce: mode === 'only_in_cloud' ? HOSTED_AT_ONCE : 1 },
  );
}
