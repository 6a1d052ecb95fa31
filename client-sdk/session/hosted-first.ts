// A hosted model answers; the device stands in when it fails.
import type { Reason } from '../../src/route/reason.ts';
import type { StartDecision } from '../../src/route/start-route.ts';
import type { AnswerResult } from './answer-part.ts';
import { asPhirstError, failureReason } from './failure-reason.ts';
import { afterHostedBreak, hostedResult, revise } from './hosted-result.ts';
import { openHosted, type OpenHostedAnswer } from './hosted-leg.ts';
import { loadDevicePath } from './load-device-path.ts';
import type { QueryRun } from './query-run.ts';

/** What the device can't read, and what a safety rule took from it. */
const NOT_FOR_THE_DEVICE: ReadonlySet<Reason> = new Set(['context_too_long', 'safety_handed_up']);

/** Runs a decision whose route is hosted, and falls back to the device where it may. */
export async function hostedFirst(run: QueryRun, decision: StartDecision): Promise<AnswerResult> {
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
    const { deviceFirst } = await loadDevicePath();
    return deviceFirst(run, { ...decision, route: 'device', reason: why, rule: undefined, escalationBlockedBy: why }, failure);
  }
}
