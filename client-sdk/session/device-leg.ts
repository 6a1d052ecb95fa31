// The device's part of a run: streams its tokens, reads their confidence, and lets the watch hand up mid-answer.
import type { Calibration } from '../../src/calibration/calibration.ts';
import { answerConfidence, type Confidence } from '../../src/confidence/confidence.ts';
import { createSignalAccumulator } from '../../src/confidence/signal-accumulator.ts';
import type { StartDecision } from '../../src/route/start-route.ts';
import { watchAnswer, type WatchDecision } from '../../src/route/watch-answer.ts';
import type { EngineToken, GenerationResult } from '../device/engine.ts';
import { withContext } from '../edge/outgoing-query.ts';
import type { QueryRun } from './query-run.ts';

export interface DeviceOutcome {
  readonly text: string;
  readonly confidence: Confidence | undefined;
  readonly generation: GenerationResult;
  readonly firstTextMs: number | undefined;
}

export interface DeviceLegInput {
  readonly run: QueryRun;
  readonly decision: StartDecision;
  readonly calibration: Calibration | undefined;
  /** Ends the generation early; the run's own signal does as well. */
  readonly signal: AbortSignal;
  /** Called once, when the watch says to hand up. The device goes on until a hosted answer has begun. */
  readonly onHandUp: (watch: WatchDecision, soFar: Confidence | undefined, tokens: number) => void;
}

/** Throws a PhirstError `device_failed` when the engine breaks. */
export async function answerOnDevice(input: DeviceLegInput): Promise<DeviceOutcome> {
  const { run, decision, calibration, onHandUp } = input;
  const accumulator = createSignalAccumulator();
  let text = '';
  let tokens = 0;
  let signalledTokens = 0;
  let firstTextMs: number | undefined;
  let hasHandedUp = false;
  const confidenceSoFar = () =>
    signalledTokens === 0 ? undefined : answerConfidence(accumulator.signals(), calibration);

  const onToken = (token: EngineToken) => {
    tokens++;
    if (token.signal) {
      accumulator.add(token.signal);
      signalledTokens++;
    }
    if (token.text !== '') {
      firstTextMs ??= run.elapsedMs();
      text += token.text;
      run.stream.push({
        type: 'text-delta',
        text: token.text,
        source: 'device',
        ...(token.signal && { probability: Math.exp(token.signal.logProb) }),
      });
    }
    if (!hasHandedUp) watch();
  };

  const watch = () => {
    const confidence = confidenceSoFar();
    const { forecast, escalationBlockedBy } = decision;
    const watched = watchAnswer({
      policy: run.policy,
      confidence,
      tokens,
      expectedOutputTokens: run.description.expectedOutputTokens,
      decodeRate: run.dependencies.device.state(true).decodeRate,
      escalationBlockedBy,
      remainingMs: run.remaining().totalMs,
      hostedTotalMs: forecast.hostedTotalMs,
      hostedQuality: forecast.hostedQuality,
    });
    if (watched.action === 'continue') return;
    hasHandedUp = true;
    onHandUp(watched, confidence, tokens);
  };

  const generation = await run.dependencies.device.generate(withContext(run.query), {
    maxTokens: longestAnswer(run),
    onToken,
    signal: AbortSignal.any([run.signal, input.signal]),
  });
  return { text, confidence: confidenceSoFar(), generation, firstTextMs };
}

/** The app's and the policy's limits, and what the prompt leaves of the context (its length is an estimate: be generous). */
function longestAnswer({ query, policy, description }: QueryRun): number {
  const room = policy.device.maximumContextTokens - Math.ceil(1.25 * description.promptTokens);
  return Math.min(query.maxTokens ?? Infinity, policy.device.maximumOutputTokens, Math.max(16, room));
}
