// A router in this isolate, over whatever environment and provider a test wants.
import { createExecutionContext } from 'cloudflare:test';
import { createApp } from '../../../router/app.ts';
import type { Dependencies } from '../../../router/dependencies.ts';
import type { Bindings } from '../../../router/env.ts';

export interface RouterUnderTest {
  /** A path asks the developer's own machine, a whole URL whatever it names. */
  fetch(pathOrUrl: string, init?: RequestInit): Promise<Response>;
  /** POSTs a body as JSON; a string is sent as it is. */
  post(pathOrUrl: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** `startRouter({ env: { PROVIDER_KEY: 'sk-test' }, fetch: upstream.fetch })` */
export function startRouter({ env = {}, ...given }: Partial<Dependencies> & { env?: Bindings } = {}): RouterUnderTest {
  const app = createApp(given);
  const send = async (pathOrUrl: string, init?: RequestInit) =>
    app.fetch(new Request(new URL(pathOrUrl, 'http://localhost:8787'), init), env, createExecutionContext());
  return {
    fetch: send,
    post: (pathOrUrl, body, headers = {}) =>
      send(pathOrUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}
