// A hosted model's API, behind one call.

export interface ProviderCall {
  /** The provider's own name of the model: what stands after `<provider>/`. */
  readonly model: string;
  /** What the provider gets of the caller's body; the model and the output limit are added to it. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Every call has one. */
  readonly maxTokens: number;
  /** W3C trace context of the caller. */
  readonly traceparent: string | undefined;
  /** Ends the call, before its headers or after them. */
  readonly signal: AbortSignal;
}

export interface Provider {
  readonly name: string;
  /**
   * POST /chat/completions. Resolves with a 2xx response whose body is untouched; throws the signal's reason when it was
   * aborted and else a PhirstError that says what the provider said, but never a key.
   */
  complete(call: ProviderCall): Promise<Response>;
}
