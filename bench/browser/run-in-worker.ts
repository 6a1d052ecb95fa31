// Bundles a TypeScript file as a worker, runs it in a page and gives back what it answered.
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { WorkerAnswer } from './answer-in-worker.ts';

/**
 * @param entry a file that calls answerInWorker; from the project's root.
 * @param request what its function is called with; the caller says what it answers.
 */
export async function runInWorker<Answer>(page: Page, entry: string, request: object): Promise<Answer> {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['onnxruntime-web-use-extern-wasm'],
    minify: true,
    logLevel: 'silent',
  });
  const answered = await page.evaluate(
    ({ script, message }) =>
      new Promise<WorkerAnswer>((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
        worker.addEventListener('error', (event) => reject(new Error(event.message)));
        worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
          if (!('answer' in data || 'failure' in data)) return;
          worker.terminate();
          resolve(data);
        });
        worker.postMessage(message);
      }),
    { script: bundle.outputFiles[0]?.text ?? '', message: request },
  );
  if ('failure' in answered) throw new Error(answered.failure);
  return answered.answer as Answer;
}
