// Reads each step's logits on their way to the sampler, and changes nothing.
import { LogitsProcessor, type Tensor } from '@huggingface/transformers';
import { blankTokenSignal, readTokenSignal, type TokenSignal } from '../../../src/confidence/token-signal.ts';

/**
 * transformers.js calls it once a step, after its own processors and before the token is chosen, with the last
 * position's logits as float32 on the CPU, on every backend. Logits that hold NaN give NaN signals.
 */
export class LogitsProbe extends LogitsProcessor {
  readonly #signal = blankTokenSignal();
  #hasRead = false;

  /** The signal of the step that was computed last, overwritten by the next; undefined before the first. */
  get lastSignal(): TokenSignal | undefined {
    return this.#hasRead ? this.#signal : undefined;
  }

  override _call(_inputIds: bigint[][], logits: Tensor): Tensor {
    readTokenSignal(logits.data as Float32Array, this.#signal);
    this.#hasRead = true;
    return logits;
  }
}
