// Puts the text and the signal of each step together: token t goes out with the signal that chose it.
import { BaseStreamer } from '@huggingface/transformers';
import type { EngineToken } from '../engine.ts';
import type { IncrementalDecoder } from './incremental-decoder.ts';
import type { LogitsProbe } from './logits-probe.ts';

export interface TokenStreamerOptions {
  readonly probe: LogitsProbe;
  readonly decoder: IncrementalDecoder;
  readonly eosIds: ReadonlySet<number>;
  readonly maxTokens: number;
  readonly onToken: (token: EngineToken) => void;
}

/** generate() hands it the prompt first, then each new token right after the probe saw the logits it came from. */
export class TokenStreamer extends BaseStreamer {
  /** What the model wrote, the token that ended it included. */
  readonly outputIds: bigint[] = [];
  endedByModel = false;
  readonly #options: TokenStreamerOptions;
  #hasPrompt = false;

  constructor(options: TokenStreamerOptions) {
    super();
    this.#options = options;
  }

  override put(value: bigint[][]): void {
    if (!this.#hasPrompt) {
      this.#hasPrompt = true;
      return;
    }
    const { probe, decoder, eosIds, maxTokens, onToken } = this.#options;
    const id = value[0]?.[0] as bigint;
    const tokenId = Number(id);
    this.outputIds.push(id);
    this.endedByModel = eosIds.has(tokenId);
    const isLast = this.endedByModel || this.outputIds.length === maxTokens;
    const text = decoder.add(tokenId) + (isLast ? decoder.flush() : '');
    // The emitted id, not the probe's: with NaN among the logits they may differ.
    onToken(probe.lastSignal === undefined ? { text } : { text, signal: { ...probe.lastSignal, tokenId } });
  }

  override end(): void {}
}
