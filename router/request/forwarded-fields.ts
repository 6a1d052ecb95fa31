// The fields of OpenAI's API that a provider gets to see. A list of what may pass, not of what may not: providers and
// gateways have fields that cost money without a token (`service_tier`, `web_search_options`), that name other models
// (`models`, `route`) or that keep the text (`store`), and new ones come every month.
import { invalidRequest } from './invalid-request.ts';

const FORWARDED: ReadonlySet<string> = new Set([
  'messages',
  'stream',
  'stream_options',
  'n',
  'temperature',
  'top_p',
  'stop',
  'seed',
  'frequency_penalty',
  'presence_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'response_format',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'functions',
  'function_call',
  'user',
  'safety_identifier',
  'metadata',
  'store',
  'reasoning_effort',
  'verbosity',
  'prediction',
]);
/** Read by us; the provider gets its own model's name and our output limit in their place. */
const READ: ReadonlySet<string> = new Set(['model', 'max_tokens', 'max_completion_tokens', 'phirst']);

/** Tools the caller runs itself. Others run at the provider or gateway, which bills them by the call. */
const TOOL_TYPES: readonly unknown[] = ['function', 'custom'];

/**
 * Throws `invalid_request` that names the first field which isn't passed on.
 *
 * @example forwardedFields({ model: 'auto', messages, temperature: 0, phirst: {} }) // { messages, temperature: 0 }
 */
export function forwardedFields(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const name of Object.keys(body)) if (!FORWARDED.has(name) && !READ.has(name)) throw unknownField(name);
  if (body['store'] === true) throw invalidRequest('store', 'this router has no answers stored at the provider');
  checkTools(body['tools']);
  return Object.fromEntries(Object.entries(body).filter(([name]) => FORWARDED.has(name)));
}

function checkTools(tools: unknown): void {
  if (tools === undefined || tools === null) return;
  if (!Array.isArray(tools)) throw invalidRequest('tools', 'must be a list');
  for (const [index, tool] of tools.entries()) {
    const type = (tool as { type?: unknown } | null)?.type;
    if (!TOOL_TYPES.includes(type)) throw invalidRequest(`tools.${index}.type`, 'only function and custom tools are passed on');
  }
}

function unknownField(name: string): Error {
  const shown = name.slice(0, 64);
  // Some servers read names without regard to case: one of ours in capitals would overrule what we have checked.
  const ours = name.toLowerCase();
  const isMisspelt = FORWARDED.has(ours) || READ.has(ours);
  return invalidRequest(shown, isMisspelt ? `this field is called "${ours}"` : 'this router does not pass this field on');
}
