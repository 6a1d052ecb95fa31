// The device's part of a run: streams its tokens, reads their confidence, and lets the watch hand up mid-answer.
import { latestLaunchMs } from '../../src/budget/latest-launch.ts';
import { roomForAnswer } from '../../src/budget/room-for-answer.ts';
import type { Assessment } from '../../src/confidence/assess-answer.ts';
import type { Confidence } from '../../src/confidence/confidence.ts';
import type { AcceptanceBar, PromiseInForce } from '../../src/route/acceptance-bar.ts';
import type { StartDecision } from '../../src/route/start-route.ts';
import type { WatchDecision } from '../../src/route/watch-answer.ts';
import type { ContextTrimming, EngineToken, StopReason } from '../device/engine.ts';
import type { TextDeltaPart } from './answer-part.ts';
import { expectedAnswerTokens } from './device-conversation.ts';
import type { QueryRun } from './query-run.ts';
import type { SafetyHit } from '../../src/safety/safety-rules.ts';
import { setLongTimeout } from './set-long-timeout.ts';

/** What the device has said, or had said when it was asked. */
export interface DeviceAnswer {
  readonly text: string;
  /** Undefined for an engine that can't see logits. */
  readonly confidence: Confidence | undefined;
  /** What judged it; undefined before its first token. */
  readonly assessment: Assessment | undefined;
  readonly tokens: number;
  readonly promptTokens: number;
  /** How many of them the device still had from the turn before. */
  readonly cachedPromptTokens: number;
  /** Older messages it did not get to read. */
  readonly droppedMessages: number;
  readonly stopReason: StopReason;
  readonly firstTextMs: number | undefined;
}

export interface DeviceAttempt {
  /** Rejects with a PhirstError `device_failed` when the engine breaks. */
  readonly finished: Promise<DeviceAnswer>;
  soFar(): DeviceAnswer;
  /** What the policy's promise comes to with what judges this answer; undefined where it promises nothing. */
  promise(): PromiseInForce | undefined;
  /** What spoke against the answer, once something has. */
  spokenAgainst(): SafetyHit | undefined;
  /** Whether everything shown so far has been looked at. */
  isChecked(): boolean;
  /** Shows what was held back; only a policy that withholds unsure answers holds anything back. */
  release(): void;
  /** Ends it; whoever calls doesn't wait for the engine to come back. */
  stop(): void;
}

export interface DeviceAttemptInput {
  readonly run: QueryRun;
  readonly decision: StartDecision;
  /** Called once, when the watch says to hand up. The device goes on until a hosted answer has begun. */
  readonly onHandUp: (watched: WatchDecision, soFar: DeviceAnswer) => void;
  /** Called once, when something speaks against the answer; nothing more of it is shown then. */
  readonly onUnsafe: () => void;
}

export function startDeviceAttempt({ run, decision, onHandUp, onUnsafe }: DeviceAttemptInput): DeviceAttempt {
  const { policy, description, dependencies, onDevice } = run;
  const { forecast, escalationBlockedBy } = decision;
  let assessment: Assessment | undefined;
  let bar: AcceptanceBar | undefined;
  const stopping = new AbortController();
  let heldBack: TextDeltaPart[] | undefined = policy.accept.whenUnsure === 'withhold' ? [] : undefined;
  let text = '';
  let tokens = 0;
  let firstTextMs: number | undefined;
  let isWatching = escalationBlockedBy === undefined;

  const show = (part: TextDeltaPart) => {
    firstTextMs ??= run.elapsedMs();
    text += part.text;
    if (heldBack) heldBack.push(part);
    else run.stream.push(part);
  };
  /** Nobody wants this answer any more, be it stopped or the query over. */
  const unwanted = AbortSignal.any([run.signal, stopping.signal]);
  const gate = run.safety?.guardOutput(run, { show, onHit: onUnsafe, signal: unwanted });

  const promise = (): PromiseInForce | undefined => {
    const of = policy.accept.promise;
    const resolved = dependencies.device.judge().resolve(of, forecast.hostedCostMicroUsd);
    return of && resolved && { of, ...resolved };
  };

  /** What the finished answer will be held against: the same at every token. */
  const barMidway = () =>
    (bar ??= dependencies.device.judge().acceptanceBar({ policy, description, isCalibrated: true, tokens: 0, promise: promise(), ...hostedOf(decision) }));

  const soFar = (stopReason: StopReason = 'interrupted'): DeviceAnswer => ({
    text,
    confidence: assessment?.confidence(stopReason === 'length'),
    assessment,
    tokens,
    promptTokens: onDevice.promptTokens,
    cachedPromptTokens: 0,
    droppedMessages: onDevice.droppedMessages,
    stopReason,
    firstTextMs,
  });

  const watch = (isLatestLaunch: boolean) => {
    if (!isWatching) return;
    const riskMidway = assessment?.riskMidway();
    const watched = dependencies.device.judge().watchAnswer({
      policy,
      confidence: riskMidway === undefined ? assessment?.confidence(false) : undefined,
      riskMidway,
      bar: riskMidway === undefined ? undefined : barMidway(),
      tokens,
      isLatestLaunch,
      expectedOutputTokens: description.expectedOutputTokens,
      decodeRate: dependencies.device.state(true).decodeRate,
      escalationBlockedBy,
      remainingMs: run.remaining().totalMs,
      hostedTotalMs: forecast.hostedTotalMs,
      hostedQuality: forecast.hostedQuality,
    });
    if (watched.action === 'continue') return;
    isWatching = false;
    if (watched.action === 'escalate') onHandUp(watched, soFar());
  };

  const onToken = (token: EngineToken) => {
    if (unwanted.aborted || gate?.hit()) return;
    tokens++;
    if (token.signal) {
      assessment ??= dependencies.device.judge().start();
      assessment.add(token.signal, isWatching);
    }
    if (token.text !== '') {
      const part: TextDeltaPart = {
        type: 'text-delta',
        text: token.text,
        source: 'device',
        ...(token.signal && { probability: Math.exp(token.signal.logProb) }),
      };
      if (gate) gate.push(part);
      else show(part);
    }
    if (gate?.hit()) return;
    watch(false);
  };

  // A slow prefill gives no token to watch at: ask at the last moments at which a hosted model can still make it.
  const { totalMs = Infinity, firstTokenMs = Infinity } = run.remaining();
  // A moment that has passed is none: no hosted model makes it any more.
  const atLatest = (callback: () => void, delayMs: number) => (delayMs >= 0 ? setLongTimeout(callback, delayMs) : () => {});
  const timers = [
    atLatest(() => watch(true), latestLaunchMs({ remainingMs: totalMs, hostedMs: forecast.hostedOnTimeMs ?? Infinity })),
    atLatest(() => tokens === 0 && watch(true), latestLaunchMs({ remainingMs: firstTokenMs, hostedMs: forecast.hostedOnTimeFirstTokenMs ?? Infinity })),
  ];

  const generate = async (): Promise<DeviceAnswer> => {
    try {
      const { stopReason, promptTokens, cachedPromptTokens = 0, droppedMessages = 0 } = await dependencies.device.generate(onDevice.messages, {
        maxTokens: longestAnswer(run),
        trimming: trimmingOf(run),
        onToken,
        signal: unwanted,
      });
      isWatching = false;
      // What it held back of an answer that was stopped would end up amid the one that took its place.
      if (!unwanted.aborted) await gate?.finish();
      return { ...soFar(stopReason), promptTokens, cachedPromptTokens, droppedMessages: onDevice.droppedMessages + droppedMessages };
    } finally {
      isWatching = false;
      for (const clear of timers) clear();
    }
  };
  const finished = generate();
  // Nobody may be waiting for it any more when it breaks.
  finished.catch(() => undefined);

  return {
    finished,
    soFar: () => soFar(),
    promise,
    spokenAgainst: () => gate?.hit(),
    isChecked: () => gate?.isChecked() ?? true,
    release() {
      for (const part of heldBack ?? []) run.stream.push(part);
      heldBack = undefined;
    },
    stop() {
      isWatching = false;
      for (const clear of timers) clear();
      stopping.abort();
    },
  };
}

/** What is expected of the model that would take over. */
export function hostedOf({ forecast }: StartDecision) {
  const { hostedTotalMs, hostedQuality, hostedCostMicroUsd } = forecast;
  return { hostedTotalMs, hostedQuality, hostedCostMicroUsd };
}

/** The app's and the policy's limits, and what the prompt leaves of the context. */
function longestAnswer({ query, policy, onDevice, dependencies }: QueryRun): number {
  const room = roomForAnswer(policy, dependencies.device.state(true).model, onDevice.promptTokens);
  return Math.min(query.maxTokens ?? Infinity, policy.device.maximumOutputTokens, Math.max(1, room));
}

/** The estimate may have been short: then the device drops more. */
function trimmingOf(run: QueryRun): ContextTrimming | undefined {
  const { maximumContextTokens: contextTokens, contextTrimming: rule } = run.policy.device;
  return rule === 'drop-oldest-turns' ? { rule, contextTokens, answerTokens: expectedAnswerTokens(run) } : undefined;
}
