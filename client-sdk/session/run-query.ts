// One query from the first decision to its terminal part. It carries out what src/route decides and decides nothing itself.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { estimateGain } from '../../src/gain/estimate-gain.ts';
import { explainReason } from '../../src/route/reason.ts';
import type { RouteContext } from '../../src/route/route-context.ts';
import { startRoute, type StartDecision } from '../../src/route/start-route.ts';
import { abortError } from '../edge/edge-error.ts';
import { whenAborted } from '../when-aborted.ts';
import type { AnswerResult } from './answer-part.ts';
import { hostedFirst } from './hosted-first.ts';
import { loadDevicePath } from './load-device-path.ts';
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
  const device = dependencies.device.state(dependencies.isOnline());
  const context: RouteContext = {
    policy: run.policy,
    description: run.description,
    estimate: estimateGain(run.gainModel, { policy: run.policy, messages: query.messages, description: run.description, deviceModel: device.model }),
    mode: query.mode,
    privacy: query.privacy,
    canRedact: dependencies.redact !== undefined,
    budget: run.budget,
    maxTokens: query.maxTokens,
    devicePromptTokens: run.onDevice.promptTokens,
    device,
    hostedModels: run.hostedModels,
    hostedProblem: run.routerFailure && 'router_unreachable',
  };
  const decision = startRoute(context);
  if (spokenAgainst) {
    run.safety?.requireHandUp(run, { on: 'input', hit: spokenAgainst, blockedBy: decision.escalationBlockedBy });
    return hostedFirst(run, { ...decision, route: 'hosted', reason: 'safety_handed_up', rule: spokenAgainst.rule });
  }
  run.decided.start = { context, decision };
  const { route, reason, rule, forecast } = decision;
  run.note('started', { route, reason, ...(rule !== undefined && { rule }), escalationBlockedBy: decision.escalationBlockedBy, ...forecast, ...gainNote(run, context.estimate) });
  if (route === 'none') throw noRoute(run, decision);
  if (route === 'hosted') return hostedFirst(run, decision);
  const { deviceFirst } = await loadDevicePath();
  return deviceFirst(run, decision);
}

/** What the policy's gain model said, or why it said nothing; undefined where the policy names none. */
function gainNote({ policy, gainModel }: QueryRun, estimate: RouteContext['estimate']) {
  return policy.start.gainModel && { gainModel: estimate ?? (gainModel ? 'other_device' : 'not_here') };
}

function noRoute(run: QueryRun, { reason, escalationBlockedBy }: StartDecision): PhirstError {
  if (reason === 'router_unreachable' && run.routerFailure) return run.routerFailure;
  const why = escalationBlockedBy === undefined || escalationBlockedBy === reason ? '' : ` ${explainReason(escalationBlockedBy)}`;
  const isCodeToo = reason === 'device_unsupported' || reason === 'device_failed' || reason === 'over_cost_budget';
  return new PhirstError(isCodeToo ? reason : 'no_route', `${explainReason(reason)}${why}`);
}
