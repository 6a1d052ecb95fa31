/** A chat request's body: `chatBody({ stream: true })` */
export function chatBody(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: 'auto', messages: [{ role: 'user', content: 'What is the capital of Peru?' }], ...fields };
}

/** The path completions are asked for at. */
export const CHAT = '/v1/chat/completions';

/** `error` of an answer in OpenAI's shape. */
export async function errorOf(response: Response): Promise<{ message: string; type: string; param: string | null; code: string }> {
  return ((await response.json()) as { error: { message: string; type: string; param: string | null; code: string } }).error;
}
