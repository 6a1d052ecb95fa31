// The caller's fields as a provider gets them, with its own model name and exactly one output limit.
import type { ProviderCall } from './provider.ts';

/**
 * Two names exist for the limit. OpenAI's newer models refuse `max_tokens`; Ollama, LM Studio and older vLLM ignore
 * `max_completion_tokens`, which would leave the answer without a limit. So each gets the one it heeds.
 *
 * @example providerBody({ model: 'small', body: { messages }, maxTokens: 64 }, 'http://localhost:11434/v1')
 * // { messages, max_tokens: 64, model: 'small' }
 */
export function providerBody(call: Pick<ProviderCall, 'model' | 'body' | 'maxTokens'>, baseUrl: string): Record<string, unknown> {
  // Ours come last: nothing of the caller's can overrule them.
  return { ...call.body, ...usageOption(call.body), [outputLimitField(baseUrl)]: call.maxTokens, model: call.model };
}

function outputLimitField(baseUrl: string): 'max_tokens' | 'max_completion_tokens' {
  const { hostname } = new URL(baseUrl);
  const isOpenAi = hostname === 'api.openai.com' || hostname.endsWith('.openai.azure.com');
  return isOpenAi ? 'max_completion_tokens' : 'max_tokens';
}

/** What a stream has used is always asked for: spend is metered by it. The relay keeps it from callers who didn't ask. */
function usageOption({ stream, stream_options: options }: ProviderCall['body']): object {
  return stream === true ? { stream_options: { ...(options as object | null), include_usage: true } } : {};
}
