// One query from the first decision to its terminal part. It carries out what src/route decides and decides nothing itself.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { acceptAnswer, type AcceptDecision } from '../../src/route/accept-answer.ts';
import { explainReason, type Reason } from '../../src/route/reason.ts';
import { startRoute, type StartDecision } from '../../src/route/start-route.ts';
import type { SafetyHit } from '../../src/safety/safety-rules.ts';
import { abortError } from '../edge/edge-error.ts';
import { whenAborted } from '../when-aborted.ts';
import type { AnswerResult } from './answer-part.ts';
import { resultOfDevice, resultOfHosted } from './answer-results.ts';
import { startDeviceAttempt, type DeviceAnswer, type DeviceAttempt } from './device-attempt.ts';
import { asPhirstError, deviceFailureReason, failureReason, startHandUp, type HandUp, type OpenedHandUp } from './hand-up.ts';
import { openHosted, partialOutcome, streamHosted, type OpenHostedAnswer } from './hosted-leg.ts';
import type { QueryRun } from './query-run.ts';

/** Runs to exactly one terminal part on the run's stream; never rejects. */
export async function runQuery(run: QueryRun): Promise<void> {
  try {
    run.stream.finish(await answer(run));
  } catch (error) {
    const failure = PhirstError.isInstance(error)
      ? error
      : new PhirstError('internal', 'Phirst failed unexpectedly; please report it with the cause.', { cause: error });
    run.note('failed', { code: failure.code });
    run.stream.fail(failure, run.trace);
  }
}

async function answer(run: QueryRun): Promise<AnswerResult> {
  if (run.signal.aborted) throw abortError(run.signal);
  const { query, dependencies } = run;
  if (query.mode !== 'only_in_cloud') dependencies.device.wake();
  const spokenAgainst = await Promise.race([run.safety?.checkInput(run), whenAborted(run.signal)]);
  if (run.signal.aborted) throw abortError(run.signal);
  const decision = startRoute({
    policy: run.policy,
    description: run.description,
    mode: query.mode,
    privacy: query.privacy,
    canRedact: dependencies.redact !== undefined,
    budget: run.budget,
    maxTokens: query.maxTokens,
    devicePromptTokens: run.onDevice.promptTokens,
    device: dependencies.device.state(dependencies.isOnline()),
    hostedModels: run.hostedModels,
    hostedProblem: run.routerFailure && 'router_unreachable',
  });
  if (spokenAgainst) {
    run.safety?.requireHandUp(run, { on: 'input', hit: spokenAgainst, blockedBy: decision.escalationBlockedBy });
    return hostedFirst(run, { ...decision, route: 'hosted', reason: 'safety_handed_up', rule: spokenAgainst.rule });
  }
  const { route, reason, rule, forecast } = decision;
  run.note('started', { route, reason, ...(rule !== undefined && { rule }), escalationBlockedBy: decision.escalationBlockedBy, ...forecast });
  if (route === 'none') throw noRoute(run, decision);
  return route === 'device' ? deviceFirst(run, decision) : hostedFirst(run, decision);
}

function noRoute(run: QueryRun, { reason, escalationBlockedBy }: StartDecision): PhirstError {
  if (reason === 'router_unreachable' && run.routerFailure) return run.routerFailure;
  const why = escalationBlockedBy === undefined || escalationBlockedBy === reason ? '' : ` ${explainReason(escalationBlockedBy)}`;
  const isCodeToo = reason === 'device_unsupported' || reason === 'device_failed' || reason === 'over_cost_budget';
  return new PhirstError(isCodeToo ? reason : 'no_route', `${explainReason(reason)}${why}`);
}

/** @param standsInFor the failure of the hosted model that was meant to answer: then nothing vouches for the device. */
async function deviceFirst(run: QueryRun, decision: StartDecision, standsInFor?: PhirstError): Promise<AnswerResult> {
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
      run.note('watched', { reason: watched.reason, confidence: soFar.confidence?.value, tokens: soFar.tokens });
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
  const { confidence, stopReason, tokens, cachedPromptTokens, droppedMessages } = finished;
  const files = run.dependencies.device.loaded()?.files;
  run.note('device_answered', {
    stopReason,
    tokens,
    cachedPromptTokens,
    droppedMessages,
    confidence: confidence?.value,
    isCalibrated: confidence?.isCalibrated,
    // Weights that nobody could hold against a hash are named with every answer of theirs.
    ...(files !== undefined && { weights: files.verification }),
  });
  const { hostedTotalMs, hostedQuality, expectedGain } = decision.forecast;
  const accepted: AcceptDecision = acceptAnswer({
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
  });
  run.note('accepted', { action: accepted.action, reason: accepted.reason, requiredConfidence: accepted.requiredConfidence });
  if (accepted.action !== 'escalate') {
    handUp?.callOff();
    if (accepted.action === 'withhold') throw withheld(accepted.reason);
    const { reason, isUnsure } = accepted;
    if (standsInFor) return keepDevice(run, attempt, { finished, reason: failureReason(standsInFor), isUnsure: true, failure: standsInFor });
    return keepDevice(run, attempt, { finished, reason, isUnsure, blockedBy: decision.escalationBlockedBy });
  }
  const pending = handUp ?? startHandUp(run, accepted.reason, finished);
  const result = await Promise.race([pending.result, whenAborted(run.signal)]);
  if (result?.opened) return replaceByHosted(run, result, { attempt, finished });
  if (run.signal.aborted) return endEarly(run, attempt, pending, finished);
  const failure = result?.error;
  return keepDevice(run, attempt, { finished, reason: failure ? failureReason(failure) : 'hosted_failed', isUnsure: true, failure });
}

interface KeepInput {
  readonly finished: DeviceAnswer;
  readonly reason: Reason;
  readonly isUnsure: boolean;
  readonly blockedBy?: Reason | undefined;
  readonly failure?: PhirstError | undefined;
}

/** Kept for a reason of their own: a sure answer that was cut, and one that no hosted model would better. */
const SHOWN_ALL_THE_SAME: ReadonlySet<Reason> = new Set(['incomplete', 'hosted_not_better']);

/** Every way in which the device's answer stands. An unsure one may have to be withheld. */
function keepDevice(run: QueryRun, attempt: DeviceAttempt, { finished, ...kept }: KeepInput): AnswerResult {
  const mayWithhold = run.policy.accept.whenUnsure === 'withhold' && !SHOWN_ALL_THE_SAME.has(kept.reason);
  if (kept.isUnsure && mayWithhold) throw withheld(kept.reason);
  attempt.release();
  return resultOfDevice({ run, answer: finished, ...kept });
}

function withheld(reason: Reason): PhirstError {
  const why = reason === 'unsure_withheld' ? '' : ` ${explainReason(reason)}`;
  return new PhirstError('answer_withheld', `${explainReason('unsure_withheld')}${why}`);
}

/** The device's text is withdrawn only now that there is something in its place, and comes back if that breaks off. */
async function replaceByHosted(
  run: QueryRun,
  { opened, reason }: OpenedHandUp,
  device: { readonly attempt: DeviceAttempt; readonly finished: DeviceAnswer } | undefined,
): Promise<AnswerResult> {
  revise(run, reason);
  try {
    return await hostedResult(run, opened, reason);
  } catch (error) {
    const failure = asPhirstError(error);
    run.note('hosted_failed', { code: failure.code, message: failure.message });
    if (failure.code === 'aborted' || !device) return afterHostedBreak(run, opened, failure);
    const result = keepDevice(run, device.attempt, { finished: device.finished, reason: failureReason(failure), isUnsure: true, failure });
    revise(run, result.reason);
    run.stream.push({ type: 'text-delta', text: device.finished.text, source: 'device' });
    return result;
  }
}

/** Withdraws what is shown, if anything is. */
function revise(run: QueryRun, reason: Reason): void {
  const withdrawnText = run.stream.shownText();
  if (withdrawnText !== '') run.stream.push({ type: 'revise', reason, withdrawnText });
}

/** A hosted answer broke off and nothing else is there: at a deadline what is shown stands, else it is an error. */
function afterHostedBreak(run: QueryRun, opened: OpenHostedAnswer, failure: PhirstError): AnswerResult {
  if (failure.code !== 'deadline_exceeded') throw failure;
  return resultOfHosted({ run, outcome: partialOutcome(run, opened), reason: 'out_of_time', firstTokenMs: opened.firstTextMs });
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

/** What the device can't read, and what a safety rule took from it. */
const NOT_FOR_THE_DEVICE: ReadonlySet<Reason> = new Set(['context_too_long', 'safety_handed_up']);

async function hostedFirst(run: QueryRun, decision: StartDecision): Promise<AnswerResult> {
  const { reason, rule } = decision;
  run.stream.push({ type: 'route', source: 'hosted', model: 'auto', reason, ...(rule !== undefined && { rule }) });
  let opened: OpenHostedAnswer | undefined;
  try {
    opened = await openHosted(run, { reason, signal: run.signal });
    return await hostedResult(run, opened, reason);
  } catch (error) {
    const failure = asPhirstError(error);
    run.note('hosted_failed', { code: failure.code, message: failure.message });
    const device = run.dependencies.device.state(true);
    const canFallBack = !run.signal.aborted && (device.status === 'ready' || device.status === 'reloading') && run.query.mode !== 'only_in_cloud' && !NOT_FOR_THE_DEVICE.has(reason);
    if (!canFallBack) {
      if (opened) return afterHostedBreak(run, opened, failure);
      throw failure;
    }
    // The device is the fallback; nothing above it is left to hand up to.
    const why = failureReason(failure);
    revise(run, why);
    return deviceFirst(run, { ...decision, route: 'device', reason: why, rule: undefined, escalationBlockedBy: why }, failure);
  }
}

async function hostedResult(run: QueryRun, opened: OpenHostedAnswer, reason: Reason): Promise<AnswerResult> {
  run.stream.push({ type: 'route', source: 'hosted', model: opened.servedModel, reason });
  const outcome = await streamHosted(run, opened);
  run.note('hosted_answered', { model: outcome.model, outputTokens: outcome.outputTokens, costMicroUsd: outcome.costMicroUsd });
  return resultOfHosted({ run, outcome, reason, firstTokenMs: opened.firstTextMs });
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
