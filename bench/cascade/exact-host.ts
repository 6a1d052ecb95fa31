// The hosted model of this benchmark: the reference host over real HTTP, always right, whatever model is named.
// It stands for a hosted provider's network, nothing else is replaced.
import { createReferenceHost } from '../../router/reference-host/reference-host.ts';

export function createExactHost(): (request: Request) => Promise<Response> {
  const host = createReferenceHost({ delay: 'off' });
  return async (request) => {
    if (request.method !== 'POST') return host.fetch(request);
    const body = { ...((await request.json()) as object), model: 'exact' };
    // The signal goes along: who stops reading stops the answer.
    return host.fetch(new Request(request.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: request.signal }));
  };
}
