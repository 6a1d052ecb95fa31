// One answer in OpenAI's two shapes: a completion, or the chunks of a stream.

export interface ChatAnswerInput {
  readonly model: string;
  /** The texts of all messages. */
  readonly prompt: readonly string[];
  readonly text: string;
  /** The most tokens it may have. */
  readonly limit: number;
}

/** Characters to a token, roughly, for English. */
const CHARACTERS_PER_TOKEN = 4;

export class ChatAnswer {
  /** The answer cut into words, each with the white space before it. Joined they are the text. */
  readonly words: readonly string[];
  readonly #model: string;
  readonly #usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
  readonly #finishReason: 'stop' | 'length';

  constructor({ model, prompt, text, limit }: ChatAnswerInput) {
    const allowed = Math.min(text.length, limit * CHARACTERS_PER_TOKEN);
    this.#model = model;
    this.#finishReason = allowed < text.length ? 'length' : 'stop';
    this.words = text.slice(0, allowed).match(/\s*\S+|\s+$/g) ?? [];
    const promptTokens = prompt.reduce((sum, one) => sum + tokensOf(one), 0);
    const completionTokens = tokensOf(text.slice(0, allowed));
    this.#usage = {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    };
  }

  completion() {
    const message = { role: 'assistant', content: this.words.join(''), refusal: null };
    const choices = [{ index: 0, message, logprobs: null, finish_reason: this.#finishReason }];
    return { ...this.#head('chat.completion'), choices, usage: this.#usage };
  }

  roleChunk() {
    return this.#chunk({ role: 'assistant', content: '', refusal: null }, null);
  }

  deltaChunk(content: string) {
    return this.#chunk({ content }, null);
  }

  finishChunk() {
    return this.#chunk({}, this.#finishReason);
  }

  /** After the last choice, when stream_options.include_usage asks for it. */
  usageChunk() {
    return { ...this.#head('chat.completion.chunk'), choices: [], usage: this.#usage };
  }

  #chunk(delta: object, finishReason: string | null) {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
    return { ...this.#head('chat.completion.chunk'), choices };
  }

  #head(object: string) {
    // Always the same, so that two answers to one question can be compared byte by byte.
    return { id: 'chatcmpl-reference', object, created: 0, model: this.#model };
  }
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
