// The built SDK in a page of Chromium: opens a client, asks, and gives the parts back as plain data.
import type { Page } from 'playwright-core';
import type { AnswerResult, AskOptions, Phirst, PhirstOptions, Policy, Readiness } from '../../client-sdk/index.ts';

/** Answer parts as they cross from the page: errors are reduced to what a test reads. */
export type PlainPart =
  | { readonly type: 'route'; readonly source: string; readonly model: string; readonly reason: string; readonly rule?: string }
  | { readonly type: 'text-delta'; readonly text: string; readonly source: string; readonly probability?: number }
  | { readonly type: 'revise'; readonly reason: string; readonly withdrawnText: string }
  | { readonly type: 'finish'; readonly result: AnswerResult }
  | { readonly type: 'error'; readonly code: string; readonly message: string };

export interface AskedInPage {
  readonly parts: readonly PlainPart[];
  /** The last part: a test reads the result or the error's code from it. */
  readonly terminal: PlainPart;
}

/** Serialisable part of AskOptions, and when to abort. */
export interface PageAskOptions extends Omit<AskOptions, 'signal'> {
  /** Aborts when the first text of this source arrives. */
  readonly abortAtFirstTextFrom?: 'device' | 'hosted';
}

/** The options that can cross into a page. */
export type PagePhirstOptions = Pick<PhirstOptions, 'router' | 'model' | 'modelsUrl' | 'backends' | 'allowSoftwareAdapter'>;

export interface SdkPage {
  readonly readiness: Readiness | undefined;
  ask(question: string, options?: PageAskOptions): Promise<AskedInPage>;
  usePolicy(change: (policy: Policy) => Policy): Promise<void>;
}

/** Opens a same-origin document without the playground in it, and a client there. */
export async function openSdk(page: Page, url: string, options: PagePhirstOptions = {}, prepare = true): Promise<SdkPage> {
  await page.goto(`${url}/healthz`);
  await importSdk(page);
  const readiness = await page.evaluate(
    async (input) => {
      const { createPhirst } = (globalThis as unknown as { phirstSdk: typeof import('../../client-sdk/index.ts') }).phirstSdk;
      const phirst = createPhirst(input.options);
      (globalThis as unknown as { phirst: Phirst }).phirst = phirst;
      // The policy first, so that no request of its own falls into a question that may cause none.
      await phirst.policy();
      return input.prepare ? phirst.prepare() : undefined;
    },
    { options: { backends: ['wasm' as const], ...options }, prepare },
  );
  return {
    readiness,
    ask: (question, askOptions = {}) => askInPage(page, question, askOptions),
    async usePolicy(change) {
      const current = await page.evaluate(async () => (await (globalThis as unknown as { phirst: Phirst }).phirst.policy()).policy);
      await page.evaluate((policy) => (globalThis as unknown as { phirst: Phirst }).phirst.usePolicy(policy), change(current));
    },
  };
}

/** Puts the served SDK at `globalThis.phirstSdk`. A script of its own: a test runner rewrites `import()` inside evaluate. */
export async function importSdk(page: Page): Promise<void> {
  await page.addScriptTag({ type: 'module', content: "import * as sdk from '/phirst/index.js'; globalThis.phirstSdk = sdk;" });
  await page.waitForFunction(() => 'phirstSdk' in globalThis);
}

async function askInPage(page: Page, question: string, askOptions: PageAskOptions): Promise<AskedInPage> {
  const parts = await page.evaluate(
    async (input) => {
      const { abortAtFirstTextFrom, ...options } = input.askOptions;
      const controller = new AbortController();
      const { phirst } = globalThis as unknown as { phirst: Phirst };
      const seen: PlainPart[] = [];
      for await (const part of phirst.ask(input.question, { ...options, signal: controller.signal })) {
        seen.push(part.type === 'error' ? { type: 'error', code: part.error.code, message: part.error.message } : (part as PlainPart));
        if (part.type === 'text-delta' && part.source === abortAtFirstTextFrom) controller.abort();
      }
      return seen;
    },
    { question, askOptions },
  );
  const terminal = parts.at(-1);
  if (terminal?.type !== 'finish' && terminal?.type !== 'error') throw new Error('The answer ended without a terminal part.');
  if (parts.filter((part) => part.type === 'finish' || part.type === 'error').length !== 1) throw new Error('More than one terminal part.');
  return { parts, terminal };
}

/** The result of an answer that must have come to one. */
export function resultOf({ terminal }: AskedInPage): AnswerResult {
  if (terminal.type !== 'finish') throw new Error(`The answer ended in ${JSON.stringify(terminal)}.`);
  return terminal.result;
}

/** What a reader sees at the end: text since the last revise. */
export function visibleText({ parts }: AskedInPage): string {
  const since = parts.findLastIndex((part) => part.type === 'revise');
  return parts.slice(since + 1).reduce((text, part) => (part.type === 'text-delta' ? text + part.text : text), '');
}
