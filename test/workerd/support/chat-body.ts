import type { OpenAiErrorBody } from '../../../src/errors/openai-error.ts';

/** A chat request's body: `chatBody({ stream: true })` */
export function chatBody(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: 'auto', messages: [{ role: 'user', content: 'What is the capital of Peru?' }], ...fields };
}

/** The path completions are asked for at. */
export const CHAT = '/v1/chat/completions';

/** `error` of an answer in OpenAI's shape. */
export async function errorOf(response: Response): Promise<OpenAiErrorBody['error']> {
  return (await response.json<OpenAiErrorBody>()).error;
}
