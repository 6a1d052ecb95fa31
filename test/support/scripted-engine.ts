// An engine that plays a script: no model, no worker, no timers. Tests decide when each token comes.
import type { Calibration } from '../../src/calibration/calibration.ts';
import type { Engine, EngineToken, GenerationResult, LoadedModel } from '../../client-sdk/device/engine.ts';
import type { TokenSignal } from '../../src/confidence/token-signal.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Message } from '../../src/query/query.ts';

export interface EngineScript {
  /** What each answer consists of; a function may look at the conversation. */
  readonly tokens: readonly EngineToken[] | ((messages: readonly Message[]) => readonly EngineToken[]);
  /** Awaited before the token with that index: the place to hold an answer, or to abort it. An abort ends the wait. */
  readonly beforeToken?: ((index: number) => void | Promise<void>) | undefined;
  /** The engine breaks instead of giving the token with that index. */
  readonly failAt?: number | undefined;
}

export interface ScriptedEngineOptions extends EngineScript {
  /** load() rejects with it. */
  readonly loadError?: PhirstError | undefined;
  readonly decodeTokensPerSecond?: number | undefined;
  readonly promptTokens?: number | undefined;
  /** As if it had come with the model. */
  readonly calibration?: Calibration | undefined;
  /** Milliseconds; stands still by default. */
  readonly now?: (() => number) | undefined;
}

/** `scriptedToken(' Paris', -0.1)`: a token with that ln p, and the margin and entropy of a two-way choice. */
export function scriptedToken(text: string, logProb: number, tokenId = 0): EngineToken {
  const probability = Math.exp(logProb);
  const rest = 1 - probability;
  const entropy = rest > 0 ? -(probability * logProb + rest * Math.log(rest)) : 0;
  const signal: TokenSignal = { tokenId, logProb, margin: Math.max(0, probability - rest), entropy };
  return { text, signal };
}

/**
 * @example
 * const engine = createScriptedEngine({ tokens: [scriptedToken('Paris', -0.01), scriptedToken('.', -0.02)] });
 * await engine.load();
 */
export function createScriptedEngine(options: ScriptedEngineOptions): Engine {
  const { tokens, beforeToken, failAt, promptTokens = 10, now = () => 0 } = options;
  const loaded: LoadedModel = { backend: 'scripted', dtype: 'none', revision: 'script', calibration: options.calibration, decodeTokensPerSecond: options.decodeTokensPerSecond };
  const disposal = new AbortController();
  let isLoaded = false;
  let brokenBecause: string | undefined;
  let previous: Promise<unknown> = Promise.resolve();

  function assertUsable(): void {
    if (disposal.signal.aborted) throw new PhirstError('device_failed', 'The engine was disposed.');
    if (brokenBecause !== undefined) throw new PhirstError('device_failed', brokenBecause);
  }

  async function play(messages: readonly Message[], given: Parameters<Engine['generate']>[1]): Promise<GenerationResult> {
    const { maxTokens, onToken, signal } = given;
    const startedAt = now();
    let firstTokenAt: number | undefined;
    let outputTokens = 0;
    const finish = (stopReason: GenerationResult['stopReason']): GenerationResult => {
      const totalMs = now() - startedAt;
      const firstTokenMs = firstTokenAt === undefined ? totalMs : firstTokenAt - startedAt;
      return { stopReason, promptTokens, outputTokens, firstTokenMs, totalMs };
    };
    for (const [index, token] of (typeof tokens === 'function' ? tokens(messages) : tokens).entries()) {
      if (signal?.aborted) return finish('interrupted');
      if (outputTokens >= maxTokens) return finish('length');
      await Promise.race([beforeToken?.(index), rejectOnAbort(disposal.signal), ...(signal ? [resolveOnAbort(signal)] : [])]);
      assertUsable();
      if (signal?.aborted) return finish('interrupted');
      if (index === failAt) {
        brokenBecause = 'The scripted engine broke.';
        assertUsable();
      }
      firstTokenAt ??= now();
      outputTokens++;
      onToken(token);
    }
    return finish('stop');
  }

  return {
    async load({ signal, onProgress } = {}) {
      assertUsable();
      if (signal?.aborted) throw new PhirstError('aborted', 'Loading the model was stopped.');
      if (options.loadError) throw options.loadError;
      isLoaded = true;
      onProgress?.({ phase: 'ready', ratio: 1, loadedBytes: 0, totalBytes: 0 });
      return loaded;
    },
    generate(messages, given) {
      const result = previous.then(() => {
        assertUsable();
        if (!isLoaded) throw new PhirstError('device_failed', 'No model is loaded.');
        return play(messages, given);
      });
      previous = result.catch(() => {});
      return result;
    },
    dispose: () => disposal.abort(),
  };
}

/** Never resolves. */
function rejectOnAbort(signal: AbortSignal): Promise<void> {
  // Only the race it takes part in must see the rejection.
  const rejection = new Promise<void>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new PhirstError('device_failed', 'The engine was disposed.')));
  });
  rejection.catch(() => {});
  return rejection;
}

function resolveOnAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
