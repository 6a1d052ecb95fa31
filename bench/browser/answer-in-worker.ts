// The worker's end of run-in-worker.ts.

/** What the worker sends back: other messages are its own affair. */
export type WorkerAnswer = { readonly answer: unknown } | { readonly failure: string };

export function answerInWorker(answer: (request: never) => Promise<unknown>): void {
  const send = (message: WorkerAnswer) => self.postMessage(message);
  self.addEventListener('message', ({ data }: MessageEvent) => {
    answer(data as never).then(
      (result) => send({ answer: result }),
      (error: unknown) => send({ failure: String(error) }),
    );
  });
}
