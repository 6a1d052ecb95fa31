// What a healthy model says, in OpenAI's two forms. Each model says something else, so that mixed or doubled answers show.

/** Words in several scripts: a cut may fall inside a character, a surrogate pair, a combined emoji. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  small: ['Die ', 'Spree fließt', ' durch ', 'Berlin', ' – naïve', ' réponse', '.'],
  large: ['隅田川', 'は東京を', '流れ', 'ます', '。', ' 👩‍🚀', ' 🏞️', ' done'],
  device: ['The ', 'river ', 'is ', 'the ', 'Thames', '.'],
};

/** The whole text a model answers with. */
export function textOf(model: string): string {
  return deltasOf(model).join('');
}

export function deltasOf(model: string): readonly string[] {
  return TEXTS[model] ?? [`answer of ${model}`];
}

/** Every text a complete answer may be. */
export const WHOLE_TEXTS: readonly string[] = Object.keys(TEXTS).map(textOf);

function chunk(model: string, delta: object, finishReason: string | null = null): string {
  const body = { id: `chatcmpl-${model}`, object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finishReason }] };
  return `data: ${JSON.stringify(body)}\n\n`;
}

const USAGE = { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 };

/** The events of a recorded stream: role, deltas, finish, usage, end. */
export function recordedEvents(model: string): readonly string[] {
  const usage = { id: `chatcmpl-${model}`, object: 'chat.completion.chunk', created: 1, model, choices: [], usage: USAGE };
  return [
    ': keep-alive\n\n',
    chunk(model, { role: 'assistant', content: '' }),
    ...deltasOf(model).map((content) => chunk(model, { content })),
    chunk(model, {}, 'stop'),
    `data: ${JSON.stringify(usage)}\n\n`,
    'data: [DONE]\n\n',
  ];
}

/** The same answer in one piece. */
export function recordedCompletion(model: string): object {
  return {
    id: `chatcmpl-${model}`,
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: textOf(model) }, finish_reason: 'stop' }],
    usage: USAGE,
  };
}

/** Index of the first event with text in it. */
export const FIRST_TEXT_EVENT = 2;
