// One attempt to have a hosted model take over: it never rejects, and it can be called off.
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';
import { deviceFaultIn } from '../device/device-fault.ts';
import type { DeviceAnswer } from './device-attempt.ts';
import { asPhirstError } from './failure-reason.ts';
import { openHosted, type OpenHostedAnswer } from './hosted-leg.ts';
import type { QueryRun } from './query-run.ts';

export interface OpenedHandUp {
  readonly opened: OpenHostedAnswer;
  readonly reason: Reason;
}

export type HandUpResult = OpenedHandUp | { readonly opened: undefined; readonly error: PhirstError };

export interface HandUp {
  /** Resolves when the hosted model's first text is there, or with why it won't be. */
  readonly result: Promise<HandUpResult>;
  callOff(): void;
}

/**
 * @param answer what the device has so far; undefined when it failed.
 * @param rule name of the safety rule that takes it from the device
 */
export function startHandUp(run: QueryRun, reason: Reason, answer: DeviceAnswer | undefined, rule?: string): HandUp {
  run.stream.push({ type: 'route', source: 'hosted', model: 'auto', reason, ...(rule !== undefined && { rule }) });
  const calledOff = new AbortController();
  const signal = AbortSignal.any([run.signal, calledOff.signal]);
  const { confidence } = answer ?? {};
  const evidence = {
    model: run.dependencies.device.state(true).model,
    ...(confidence && { confidence: confidence.value, isCalibrated: confidence.isCalibrated }),
    tokens: answer?.tokens ?? 0,
  };
  const open = async (): Promise<HandUpResult> => {
    try {
      return { opened: await openHosted(run, { reason, evidence, signal }), reason };
    } catch (cause) {
      const error = asPhirstError(cause);
      if (!calledOff.signal.aborted) run.note('hand_up_failed', { code: error.code, message: error.message });
      return { opened: undefined, error };
    }
  };
  return { result: open(), callOff: () => calledOff.abort() };
}

/** Why a hosted model takes over from a device that broke, or was asked for more than it can read. */
export function deviceFailureReason(error: PhirstError): Reason {
  return error.param === 'messages' ? 'context_too_long' : (deviceFaultIn(error) ?? 'device_failed');
}
