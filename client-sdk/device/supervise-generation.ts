// One generation of any engine under supervision: it ends in a result or in one PhirstError that names the fault, even
// if the engine says nothing any more or talks nonsense.
import { createDegenerationDetector, type Degeneration } from '../../src/confidence/degeneration.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Message } from '../../src/query/query.ts';
import type { DeviceFault } from './device-fault.ts';
import type { Engine, EngineToken, GenerateOptions, GenerationResult } from './engine.ts';
import type { PageVisibility } from './page-visibility.ts';
import { watchForStall, type SetTimer, type StallLimits } from './stall-watch.ts';

export interface SupervisedGeneration {
  readonly engine: Pick<Engine, 'generate'>;
  readonly messages: readonly Message[];
  readonly options: GenerateOptions;
  readonly limits: StallLimits;
  /** Of the loaded model, where the engine tells. */
  readonly vocabularySize: number | undefined;
  readonly visibility: PageVisibility;
  readonly now?: () => number;
  readonly setTimer?: SetTimer;
}

const EXPLANATIONS: Readonly<Record<Degeneration, string>> = {
  numbers: 'The model on this device gave numbers that are none (NaN).',
  flat: 'The model on this device prefers no token to any other: its weights or its arithmetic are broken.',
  loop: 'The model on this device repeats the same few tokens without end.',
};

/**
 * Rejects with a DeviceFault code, or with what the engine itself rejects with; the param `answer` tells that the engine
 * is still good. After a fault the engine is interrupted, no further token is passed on, and nobody waits for it.
 */
export async function superviseGeneration(supervised: SupervisedGeneration): Promise<GenerationResult> {
  const { engine, messages, options, limits, vocabularySize, visibility, now, setTimer } = supervised;
  const detector = createDegenerationDetector(vocabularySize);
  const interruption = new AbortController();
  let isFaulty = false;
  let reject: (error: PhirstError) => void = () => {};
  const faulted = new Promise<never>((_resolve, rejectWith) => (reject = rejectWith));
  const fail = (error: PhirstError) => {
    isFaulty = true;
    reject(error);
    interruption.abort(error);
  };
  const watch = watchForStall({
    limits,
    visibility,
    onStall: (message) => fail(new PhirstError('device_stalled' satisfies DeviceFault, message)),
    ...(now && { now }),
    ...(setTimer && { setTimer }),
  });

  const onToken = (token: EngineToken) => {
    if (isFaulty) return;
    watch.onToken();
    const degeneration = token.signal && detector.add(token.signal);
    if (degeneration === undefined) return options.onToken(token);
    // Of a loop the numbers are sound: the answer is at fault, not the engine, and the next one may be good.
    const blamed = degeneration === 'loop' ? { param: 'answer' } : {};
    fail(new PhirstError('device_degenerate' satisfies DeviceFault, EXPLANATIONS[degeneration], blamed));
  };

  const signal = options.signal ? AbortSignal.any([options.signal, interruption.signal]) : interruption.signal;
  const generation = engine.generate(messages, { ...options, onToken, signal });
  // After a fault nobody looks at how the engine ended.
  generation.catch(() => undefined);
  try {
    return await Promise.race([generation, faulted]);
  } finally {
    watch.stop();
  }
}
