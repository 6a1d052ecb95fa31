// The hosted model of this benchmark: the reference host over real HTTP, whatever model is named. It stands for a hosted
// provider's network, nothing else is replaced.
import { createReferenceHost } from '../../router/reference-host/reference-host.ts';

/** `exact` is always right, `large` 97 times in 100. */
export type BenchHostModel = 'exact' | 'large';

export interface BenchHost {
  fetch(request: Request): Promise<Response>;
  /** Answers as this model from now on. */
  answerAs(model: BenchHostModel): void;
}

export function createBenchHost(): BenchHost {
  const host = createReferenceHost({ delay: 'off' });
  let model: BenchHostModel = 'exact';
  return {
    answerAs: (next) => (model = next),
    async fetch(request) {
      if (request.method !== 'POST') return host.fetch(request);
      const body = { ...((await request.json()) as object), model };
      // The signal goes along: who stops reading stops the answer.
      return host.fetch(new Request(request.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: request.signal }));
    },
  };
}
