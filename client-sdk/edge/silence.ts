// How long the router may say nothing.
import { setLongTimeout } from '../session/set-long-timeout.ts';

export interface Silence {
  /** Somebody is waited for from now on, so long at most. */
  wait(milliseconds: number): void;
  /** Something was heard, or nobody is waited for. */
  rest(): void;
}

/** `createSilence(() => controller.abort(stalled()))` */
export function createSilence(onTooLong: () => void): Silence {
  let clear = () => {};
  return {
    wait(milliseconds) {
      clear();
      clear = setLongTimeout(onTooLong, milliseconds);
    },
    rest: () => clear(),
  };
}
