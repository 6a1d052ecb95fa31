// One query from the first decision to its terminal part. It carries out what src/route decides and decides nothing itself.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import { explainReason, type Reason } from '../../src/route/reason.ts';
import { startRoute, type StartDecision } from '../../src/route/start-route.ts';
import { abortError } from '../edge/edge-error.ts';
import type { AnswerResult } from './answer-part.ts';
import { resultOfDevice, resultOfHosted } from './answer-results.ts';
import { answerOnDevice, type DeviceOutcome } from './device-leg.ts';
import { openHosted, streamHosted, type OpenHostedAnswer } from './hosted-leg.ts';
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
  const decision = startRoute({
    policy: run.policy,
    description: run.description,
    mode: query.mode,
    privacy: query.privacy,
    canRedact: dependencies.redact !== undefined,
    budget: run.budget,
    maxTokens: query.maxTokens,
    device: dependencies.device.state(dependencies.isOnline()),
    hostedModels: run.hostedModels,
  });
  const { route, reason, rule, forecast } = decision;
  run.note('started', { route, reason, ...(rule !== undefined && { rule }), escalationBlockedBy: decision.escalationBlockedBy, ...forecast });
  if (route === 'none') throw noRoute(decision);
  return route === 'device' ? deviceFirst(run, decision) : hostedFirst(run, decision);
}

function noRoute({ reason, escalationBlockedBy }: StartDecision): PhirstError {
  const why = escalationBlockedBy === undefined || escalationBlockedBy === reason ? '' : ` ${explainReason(escalationBlockedBy)}`;
  const code = reason === 'device_unsupported' || reason === 'device_failed' ? reason : reason === 'over_cost_budget' ? reason : 'no_route';
  return new PhirstError(code, `${explainReason(reason)}${why}`);
}

async function deviceFirst(run: QueryRun, decision: StartDecision): Promise<AnswerResult> {
  showRoute(run, 'device', decision.reason, decision.rule);
  const stopDevice = new AbortController();
  let handUp: Promise<HandUp> | undefined;
  let outcome: DeviceOutcome;
  try {
    outcome = await answerOnDevice({
      run,
      decision,
      calibration: undefined,
      signal: stopDevice.signal,
      onHandUp: ({ reason }, confidence, tokens) => {
        run.note('watched', { reason, confidence: confidence?.value, tokens });
        // The device goes on meanwhile: if the hosted model fails, its answer is still there.
        handUp = tryHandUp(run, reason, confidence?.value, tokens).then((result) => {
          if (result.opened) stopDevice.abort();
          return result;
        });
      },
    });
  } catch (error) {
    if (run.signal.aborted) throw abortError(run.signal);
    return afterDeviceFailure(run, decision, error, handUp);
  }
  const { confidence, generation } = outcome;
  run.note('device_answered', { stopReason: generation.stopReason, tokens: generation.outputTokens, confidence: confidence?.value, isCalibrated: confidence?.isCalibrated });
  if (run.signal.aborted) return afterAbort(run, outcome);
  const handedUp = await handUp;
  if (handedUp?.opened) return replaceByHosted(run, outcome.text, handedUp);
  if (run.signal.aborted) return afterAbort(run, outcome);

  const accepted = acceptAnswer({
    policy: run.policy,
    description: run.description,
    confidence,
    isComplete: generation.stopReason === 'stop',
    // One failed attempt to hand up is enough: the device's answer is there and waiting.
    escalationBlockedBy: handedUp ? failureReason(handedUp.error) : decision.escalationBlockedBy,
    remainingMs: run.remaining().totalMs,
    hostedTotalMs: decision.forecast.hostedTotalMs,
    hostedQuality: decision.forecast.hostedQuality,
    expectedGain: decision.forecast.expectedGain,
  });
  run.note('accepted', { action: accepted.action, reason: accepted.reason, requiredConfidence: accepted.requiredConfidence });
  if (accepted.action === 'withhold') throw new PhirstError('answer_withheld', explainReason(accepted.reason));
  if (accepted.action === 'keep') {
    const reason = handedUp && accepted.isUnsure ? failureReason(handedUp.error) : accepted.reason;
    return resultOfDevice({ run, outcome, reason, isUnsure: accepted.isUnsure });
  }
  const result = await tryHandUp(run, accepted.reason, confidence?.value, generation.outputTokens);
  if (result.opened) return replaceByHosted(run, outcome.text, result);
  if (run.signal.aborted) return afterAbort(run, outcome);
  return resultOfDevice({ run, outcome, reason: failureReason(result.error), isUnsure: true });
}

type HandUp =
  | { readonly opened: OpenHostedAnswer; readonly reason: Reason }
  | { readonly opened: undefined; readonly error: PhirstError };

async function tryHandUp(run: QueryRun, reason: Reason, confidence: number | undefined, tokens: number): Promise<HandUp> {
  showRoute(run, 'hosted', reason);
  const model = run.dependencies.device.state(true).model;
  try {
    const evidence = { model, ...(confidence !== undefined && { confidence }), isCalibrated: false, tokens };
    return { opened: await openHosted(run, reason, evidence), reason };
  } catch (error) {
    const failure = asPhirstError(error);
    run.note('hand_up_failed', { code: failure.code, message: failure.message });
    return { opened: undefined, error: failure };
  }
}

/** The device's text is withdrawn only now that there is something in its place. */
async function replaceByHosted(run: QueryRun, withdrawnText: string, { opened, reason }: HandUp & { opened: OpenHostedAnswer }): Promise<AnswerResult> {
  if (withdrawnText !== '') run.stream.push({ type: 'revise', reason, withdrawnText });
  return hostedResult(run, opened, reason);
}

async function afterDeviceFailure(run: QueryRun, decision: StartDecision, cause: unknown, handUp: Promise<HandUp> | undefined): Promise<AnswerResult> {
  const failure = asPhirstError(cause);
  run.note('device_failed', { code: failure.code, message: failure.message });
  if (decision.escalationBlockedBy !== undefined) throw failure;
  const result = (await handUp) ?? (await tryHandUp(run, 'device_failed', undefined, 0));
  if (!result.opened) throw result.error;
  return replaceByHosted(run, run.stream.shownText(), result);
}

async function hostedFirst(run: QueryRun, decision: StartDecision): Promise<AnswerResult> {
  showRoute(run, 'hosted', decision.reason, decision.rule);
  let opened: OpenHostedAnswer;
  try {
    opened = await openHosted(run, decision.reason);
  } catch (error) {
    const failure = asPhirstError(error);
    run.note('hosted_failed', { code: failure.code, message: failure.message });
    const device = run.dependencies.device.state(true);
    const canFallBack = device.status === 'ready' && run.query.mode !== 'only_in_cloud' && decision.reason !== 'context_too_long';
    if (run.signal.aborted || !canFallBack) throw failure;
    // The device is the fallback; nothing above it is left to hand up to.
    return deviceFirst(run, { ...decision, route: 'device', reason: failureReason(failure), escalationBlockedBy: failureReason(failure) });
  }
  return hostedResult(run, opened, decision.reason);
}

async function hostedResult(run: QueryRun, opened: OpenHostedAnswer, reason: Reason): Promise<AnswerResult> {
  const firstTokenMs = run.elapsedMs();
  run.stream.push({ type: 'route', source: 'hosted', model: opened.servedModel, reason });
  const outcome = await streamHosted(run, opened);
  run.note('hosted_answered', { model: outcome.model, outputTokens: outcome.outputTokens, costMicroUsd: outcome.costMicroUsd });
  return resultOfHosted({ run, outcome, reason, firstTokenMs });
}

/** The app's abort ends in an error; a passed deadline gives what is there. */
function afterAbort(run: QueryRun, outcome: DeviceOutcome): AnswerResult {
  const failure = abortError(run.signal);
  if (failure.code !== 'deadline_exceeded' || outcome.text === '') throw failure;
  return resultOfDevice({ run, outcome, reason: 'out_of_time', isUnsure: true });
}

function showRoute(run: QueryRun, source: 'device' | 'hosted', reason: Reason, rule?: string): void {
  const model = source === 'device' ? run.dependencies.device.state(true).model : 'auto';
  run.stream.push({ type: 'route', source, model, reason, ...(rule !== undefined && { rule }) });
}

function failureReason(error: PhirstError): Reason {
  return error.code === 'router_unreachable' ? 'router_unreachable' : 'hosted_failed';
}

function asPhirstError(error: unknown): PhirstError {
  return PhirstError.isInstance(error) ? error : new PhirstError('internal', 'An unexpected failure.', { cause: error });
}
