// The caller's body as a provider gets it: without our fields, with its own model name and exactly one output limit.
import type { ProviderCall } from './provider.ts';

/**
 * Two names exist for the limit. OpenAI's newer models refuse `max_tokens`; Ollama, LM Studio and older vLLM ignore
 * `max_completion_tokens`, which would leave the answer without a limit. So each gets the one it heeds.
 *
 * @example providerBody({ model: 'small', body: { model: 'auto', messages }, maxTokens: 64, … }, 'http://localhost:11434/v1')
 * // { model: 'small', messages, max_tokens: 64 }
 */
export function providerBody(call: Pick<ProviderCall, 'model' | 'body' | 'maxTokens'>, baseUrl: string): Record<string, unknown> {
  const { phirst: _ours, max_tokens: _old, max_completion_tokens: _new, ...theirs } = call.body;
  return { ...theirs, model: call.model, [outputLimitField(baseUrl)]: call.maxTokens };
}

function outputLimitField(baseUrl: string): 'max_tokens' | 'max_completion_tokens' {
  const { hostname } = new URL(baseUrl);
  const isOpenAi = hostname === 'api.openai.com' || hostname.endsWith('.openai.azure.com');
  return isOpenAi ? 'max_completion_tokens' : 'max_tokens';
}
