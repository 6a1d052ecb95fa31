// The device answers, is watched, and is believed, handed up or replaced.
import type { AcceptInput } from '../../src/route/accept-answer.ts';
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { StartDecision } from '../../src/route/start-route.ts';
import type { SafetyHit } from '../../src/safety/safety-rules.ts';
import { abortError } from '../edge/edge-error.ts';
import { whenAborted } from '../when-aborted.ts';
import type { AnswerResult } from './answer-part.ts';
import { startDeviceAttempt, type DeviceAnswer, type DeviceAttempt } from './device-attempt.ts';
import { asPhirstError, failureReason } from './failure-reason.ts';
import { deviceFailureReason, startHandUp, type HandUp, type OpenedHandUp } from './hand-up.ts';
import { revise } from './hosted-result.ts';
import { keepDevice, withheld } from './keep-device.ts';
import type { QueryRun } from './query-run.ts';
import { replaceByHosted } from './replace-by-hosted.ts';

/** @param standsInFor the failure of the hosted model that was meant to answer: then nothing vouches for the device. */
export async function deviceFirst(run: QueryRun, decision: StartDecision, standsInFor?: PhirstError): Promise<AnswerResult> {
  const { reason, rule } = decision;
  const model = run.dependencies.device.state(true).model;
  run.stream.push({ type: 'route', source: 'device', model, reason, ...(rule !== undefined && { rule }) });
  let handUp: HandUp | undefined;
  let takeOver: (opened: OpenedHandUp) => void = () => {};
  const takenOver = new Promise<OpenedHandUp>((resolve) => (takeOver = resolve));
  let speakAgainst: () => void = () => {};
  const spokenAgainst = new Promise<void>((resolve) => (speakAgainst = resolve));
  const attempt = startDeviceAttempt({
    run,
    decision,
    onUnsafe: speakAgainst,
    onHandUp(watched, soFar) {
      // What a fitted watch goes by is its own: the tokens so far may look sure and such an answer end wrong all the same.
      const riskMidway = soFar.assessment?.riskMidway();
      run.note('watched', { reason: watched.reason, confidence: riskMidway === undefined ? soFar.confidence?.value : 1 - riskMidway, tokens: soFar.tokens });
      // The device goes on meanwhile: if the hosted model fails, its answer is still there.
      handUp = startHandUp(run, watched.reason, soFar);
      void handUp.result.then((result) => result.opened && takeOver(result));
    },
  });
  const event = await Promise.race([
    attempt.finished.then(
      (finished) => ({ type: 'answered', finished }) as const,
      (error: unknown) => ({ type: 'failed', error }) as const,
    ),
    takenOver.then((opened) => ({ type: 'taken_over', opened }) as const),
    spokenAgainst.then(() => ({ type: 'unsafe' }) as const),
    whenAborted(run.signal).then(() => ({ type: 'ended' }) as const),
  ]);
  // It may have come with the last token, which ended the answer as well.
  const hit = attempt.spokenAgainst();
  if (hit && event.type !== 'ended') return replaceUnsafe(run, { decision, attempt, hit, handUp });
  switch (event.type) {
    case 'answered':
      // An interrupted engine may come back before the signal that interrupted it is heard here.
      return run.signal.aborted ? endEarly(run, attempt, handUp) : settleAnswer(run, { decision, attempt, finished: event.finished, handUp, standsInFor });
    case 'taken_over':
      attempt.stop();
      return replaceByHosted(run, event.opened, undefined);
    case 'failed':
      return run.signal.aborted ? endEarly(run, attempt, handUp) : afterDeviceFailure(run, { decision, attempt, cause: event.error, handUp });
    default:
      return endEarly(run, attempt, handUp);
  }
}

interface UnsafeInput {
  readonly decision: StartDecision;
  readonly attempt: DeviceAttempt;
  readonly hit: SafetyHit;
  readonly handUp: HandUp | undefined;
}

/** What the device said is withdrawn at once, whatever comes in its place, and never comes back. */
async function replaceUnsafe(run: QueryRun, { decision, attempt, hit, handUp }: UnsafeInput): Promise<AnswerResult> {
  attempt.stop();
  const blockedBy = decision.escalationBlockedBy;
  const isRefused = hit.action === 'refuse' || blockedBy !== undefined;
  revise(run, isRefused ? 'safety_refused' : 'safety_handed_up');
  if (isRefused) handUp?.callOff();
  run.safety?.requireHandUp(run, { on: 'output', hit, blockedBy });
  const pending = handUp ?? startHandUp(run, 'safety_handed_up', undefined, hit.rule);
  const result = await Promise.race([pending.result, whenAborted(run.signal)]);
  if (result?.opened) return replaceByHosted(run, { ...result, reason: 'safety_handed_up' }, undefined);
  if (run.signal.aborted) pending.callOff();
  throw result?.error ?? abortError(run.signal);
}

interface SettleInput {
  readonly decision: StartDecision;
  readonly attempt: DeviceAttempt;
  readonly finished: DeviceAnswer;
  /** One that the watch began and that hasn't taken over yet. */
  readonly handUp: HandUp | undefined;
  readonly standsInFor: PhirstError | undefined;
}

/** The device has finished: keep its answer, hand it up, or withhold it. */
async function settleAnswer(run: QueryRun, { decision, attempt, finished, handUp, standsInFor }: SettleInput): Promise<AnswerResult> {
  const { stopReason, tokens, cachedPromptTokens, droppedMessages, assessment } = finished;
  const judge = run.dependencies.device.judge();
  const confidence = finished.confidence ?? (run.policy.accept.selfCheck ? await (await import('./self-check.ts')).selfCheck(run, decision, finished) : undefined);
  const files = run.dependencies.device.loaded()?.files;
  run.note('device_answered', {
    stopReason,
    tokens,
    cachedPromptTokens,
    droppedMessages,
    confidence: confidence?.value,
    isCalibrated: confidence?.isCalibrated,
    ...(confidence?.isCalibrated ? { calibration: judge.calibration } : { uncalibratedBecause: judge.uncalibratedBecause }),
    // Weights that nobody could hold against a hash are named with every answer of theirs.
    ...(files !== undefined && { weights: files.verification }),
  });
  const judged = { ...finished, confidence };
  const { hostedTotalMs, hostedQuality, expectedGain } = decision.forecast;
  const input: AcceptInput = {
    policy: run.policy,
    description: run.description,
    confidence,
    tokens,
    // Cut at the app's own limit it is what the app asked for.
    isComplete: stopReason === 'stop' || (stopReason === 'length' && tokens === run.query.maxTokens),
    escalationBlockedBy: decision.escalationBlockedBy,
    remainingMs: run.remaining().totalMs,
    // A hand-up under way costs no more time to wait for.
    hostedTotalMs: handUp ? 0 : hostedTotalMs,
    hostedQuality,
    expectedGain,
    promise: attempt.promise(),
    ...(run.policy.accept.promise && { riskMidway: assessment?.riskMidway() }),
    // Nothing but a price looks at it.
    ...(run.policy.accept.byWorth && { hostedCostMicroUsd: decision.forecast.hostedCostMicroUsd }),
  };
  if (input.promise) run.note('promised', { ...input.promise.of, keepBelow: input.promise.keepBelow, refused: input.promise.refused, labelsNeeded: input.promise.labelsNeeded });
  const accepted = judge.acceptAnswer(input);
  run.decided.accept = { input, decision: accepted, text: finished.text, signals: assessment?.signals(), score: assessment?.score() };
  run.note('accepted', { action: accepted.action, reason: accepted.reason, requiredConfidence: accepted.requiredConfidence });
  if (accepted.action !== 'escalate') {
    handUp?.callOff();
    if (accepted.action === 'withhold') throw withheld(accepted.reason);
    const { reason, isUnsure } = accepted;
    if (standsInFor) return keepDevice(run, attempt, { finished: judged, reason: failureReason(standsInFor), isUnsure: true, failure: standsInFor });
    return keepDevice(run, attempt, { finished: judged, reason, isUnsure, blockedBy: decision.escalationBlockedBy });
  }
  const pending = handUp ?? startHandUp(run, accepted.reason, judged);
  const result = await Promise.race([pending.result, whenAborted(run.signal)]);
  if (result?.opened) return replaceByHosted(run, result, { attempt, finished: judged });
  if (run.signal.aborted) return endEarly(run, attempt, pending, judged);
  const failure = result?.error;
  return keepDevice(run, attempt, { finished: judged, reason: failure ? failureReason(failure) : 'hosted_failed', isUnsure: true, failure });
}

interface DeviceFailureInput {
  readonly decision: StartDecision;
  readonly attempt: DeviceAttempt;
  readonly cause: unknown;
  readonly handUp: HandUp | undefined;
}

async function afterDeviceFailure(run: QueryRun, { decision, attempt, cause, handUp }: DeviceFailureInput): Promise<AnswerResult> {
  const failure = asPhirstError(cause);
  run.note('device_failed', { code: failure.code, message: failure.message, device: run.dependencies.device.report().status });
  if (decision.escalationBlockedBy !== undefined) throw failure;
  const pending = handUp ?? startHandUp(run, deviceFailureReason(failure), undefined);
  const result = await Promise.race([pending.result, whenAborted(run.signal)]);
  if (result?.opened) return replaceByHosted(run, result, undefined);
  if (run.signal.aborted) return endEarly(run, attempt, pending);
  throw result?.error ?? failure;
}

/** The app's abort ends in an error; a passed deadline gives what is there. Nobody waits for the engine to come back. */
function endEarly(run: QueryRun, attempt: DeviceAttempt, handUp: HandUp | undefined, finished?: DeviceAnswer): AnswerResult {
  const soFar = finished ?? attempt.soFar();
  attempt.stop();
  handUp?.callOff();
  const failure = abortError(run.signal);
  if (failure.code !== 'deadline_exceeded' || soFar.text === '') throw failure;
  if (!attempt.isChecked()) {
    // Time has run out for the safety check too: what it hasn't seen doesn't stand.
    revise(run, 'out_of_time');
    throw failure;
  }
  return keepDevice(run, attempt, { finished: soFar, reason: 'out_of_time', isUnsure: true });
}
