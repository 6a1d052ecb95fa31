// Faults that no real model can be made to have: an engine put into the page through `createEngine` plays them, and says
// so. Everything else, the SDK, the browser, the router, is real.
import type { Page } from 'playwright-core';
import type { Engine, Phirst, PhirstOptions, Policy } from '../../client-sdk/index.ts';
import { journey } from '../support/journey.ts';
import { importSdk } from '../support/sdk-page.ts';

const QUESTION = 'What is the capital of France?';
const ANSWER = 'The capital of France is Paris.';

type Fault = 'silence' | 'nan' | 'flat' | 'loop';

/** Asks a page whose device says "The capital" and then goes wrong, in every session anew. */
async function askFaulty(page: Page, phirstUrl: string, fault: Fault, options: { isHidden?: boolean; totalMs?: number } = {}) {
  await page.goto(`${phirstUrl}/healthz`);
  await importSdk(page);
  return page.evaluate(
    async ({ question, given, isHidden, totalMs }) => {
      const { createPhirst } = (globalThis as unknown as { phirstSdk: { createPhirst: (options: PhirstOptions) => Phirst } }).phirstSdk;
      const sound = (text: string, tokenId: number) => ({ text, signal: { tokenId, logProb: -0.01, margin: 0.9, entropy: 0.1 } });
      const faulty = (index: number) => {
        if (given === 'nan') return { text: '?', signal: { tokenId: 0, logProb: NaN, margin: NaN, entropy: NaN } };
        const entropy = Math.log(1000);
        if (given === 'flat') return { text: '?', signal: { tokenId: index, logProb: -entropy, margin: 0, entropy } };
        return sound(' la', 7);
      };
      const createEngine = (): Engine => ({
        load: async () => ({ backend: 'scripted', dtype: 'none', vocabularySize: 1000, decodeTokensPerSecond: 500 }),
        async generate(_messages, { onToken }) {
          onToken(sound('The', 1));
          onToken(sound(' capital', 2));
          const spoken = given === 'silence' ? 0 : 500;
          for (let index = 3; index < spoken; index++) onToken(faulty(index));
          await new Promise(() => {});
          throw new Error('It never comes here.');
        },
        dispose() {},
      });
      const phirst = createPhirst({ createEngine });
      const { policy } = await phirst.policy();
      // The watch keeps out of it: it would hand some of these up for their confidence, a token earlier.
      const watch = { ...policy.watch, escalateBelow: 0 };
      const impatient: Policy = { ...policy, watch, device: { ...policy.device, timeout: { firstChunkMs: 5000, chunkMs: 300 } } };
      phirst.usePolicy(impatient);
      await phirst.prepare();
      if (isHidden === true) {
        // Chromium without a window never hides a page by itself.
        Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
      }
      const startedAt = performance.now();
      const parts: { readonly type: string; readonly reason?: string; readonly withdrawnText?: string }[] = [];
      try {
        const answer = phirst.ask(question, totalMs === undefined ? {} : { budget: { totalMs } });
        for await (const part of answer) if (part.type === 'revise') parts.push(part);
        const { text, source, reason } = await answer.done;
        return { text, source, reason, parts, tookMs: performance.now() - startedAt };
      } finally {
        phirst.dispose();
      }
    },
    { question: QUESTION, given: fault, ...options },
  );
}

journey.for([
  ['falls silent', 'silence', 'device_stalled'],
  ['computes NaN', 'nan', 'device_degenerate'],
  ['prefers no token to any other', 'flat', 'device_degenerate'],
  ['repeats itself without end', 'loop', 'device_degenerate'],
] as const)('a device that %s: the hosted answer follows', async ([_how, fault, reason], { page, phirstUrl, expect }) => {
  const { parts, ...answer } = await askFaulty(page, phirstUrl, fault);
  expect(answer).toMatchObject({ text: ANSWER, source: 'hosted', reason });
  expect(parts).toHaveLength(1);
  expect(parts[0]).toMatchObject({ reason, withdrawnText: expect.stringMatching(/^The capital/) });
});

journey('a page that is hidden has no stalled device, and keeps its deadline', async ({ page, phirstUrl, expect }) => {
  const { tookMs, ...answer } = await askFaulty(page, phirstUrl, 'silence', { isHidden: true, totalMs: 1500 });
  // In a page that is looked at it would have stalled after 300 ms.
  expect(answer).toMatchObject({ text: 'The capital', source: 'device', reason: 'out_of_time' });
  expect(tookMs).toBeGreaterThan(1400);
  expect(tookMs).toBeLessThan(4000);
});
