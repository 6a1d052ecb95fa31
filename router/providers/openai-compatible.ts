// OpenAI, Azure, Groq, OpenRouter, vLLM, Ollama and all others that speak OpenAI's API. Bytes pass as they are.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Provider, ProviderCall } from './provider.ts';
import { providerBody } from './provider-body.ts';
import { readProviderError } from './read-provider-error.ts';

export interface OpenAiCompatibleOptions {
  readonly name: string;
  /** Ends in /v1 (or wherever /chat/completions hangs), without a slash after it. */
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly fetch: Dependencies['fetch'];
  readonly now: Dependencies['now'];
}

/**
 * @example
 * const provider = createOpenAiCompatible({ name: 'groq', baseUrl: 'https://api.groq.com/openai/v1', key, fetch });
 */
export function createOpenAiCompatible(options: OpenAiCompatibleOptions): Provider {
  const { name, baseUrl, key } = options;
  const url = `${baseUrl}/chat/completions`;
  const staticHeaders = { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) };

  async function send(call: ProviderCall): Promise<Response> {
    // Outside of what is taken for the network's fault.
    const body = JSON.stringify(providerBody(call, baseUrl));
    try {
      return await options.fetch(url, {
        method: 'POST',
        headers: { ...staticHeaders, ...(call.traceparent !== undefined && { traceparent: call.traceparent }) },
        body,
        // A redirect would carry the key and the text to somewhere nobody configured.
        redirect: 'manual',
        signal: call.signal,
      });
    } catch (cause) {
      call.signal.throwIfAborted();
      throw new PhirstError('provider_unavailable', `The provider "${name}" could not be reached.`, { cause });
    }
  }

  return {
    name,
    async complete(call) {
      const response = await send(call);
      if (!response.ok) throw await readProviderError(response, { name, key, signal: call.signal, now: options.now });
      return response;
    },
  };
}
