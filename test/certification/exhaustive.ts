// Every fault × every subject × every form, in process on a virtual clock.
import { ABORT_STAGES, cutFaults, healthy, mayRecover, NAMED_FAULTS, type AbortStage, type Fault, type Form } from './faults.ts';
import { DEADLINE_MS } from './certification-policy.ts';
import { violations, type Expectation } from './invariants.ts';
import type { Observation } from './observation.ts';
import type { PlayedCall } from './play-in-process.ts';
import { observeRouter } from './router-subject.ts';
import { observeSdk } from './sdk-subject.ts';
import { installVirtualClock } from './virtual-clock.ts';
import type { WireScript } from './wire-script.ts';

export const SUBJECTS = ['router, JSON', 'router, SSE', 'SDK, SSE', 'SDK, JSON', 'SDK with a device, SSE', 'SDK with a device, JSON'] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface CaseResult {
  readonly subject: string;
  readonly group: string;
  readonly fault: string;
  readonly outcome: string;
  readonly violations: readonly string[];
}

type ScriptOf = (call: PlayedCall, index: number) => WireScript;

/** Turns of the event loop cost nothing on the virtual clock; a timer that fires after the deadline's own does. */
const TOLERANCE_MS = 50;

const modelOf = ({ body }: PlayedCall) => {
  const name = body['model'];
  return typeof name === 'string' && name !== 'auto' ? name : 'large';
};

/** Faulty at first, healthy from the call of that index on. */
function faultyUntil(faults: readonly Fault[], form: Form): ScriptOf {
  return (call, index) => {
    const fault = faults[index];
    return fault ? fault.script(modelOf(call), form) : healthy(modelOf(call), form);
  };
}

const always = (fault: Fault, form: Form): ScriptOf => (call) => fault.script(modelOf(call), form);

/** May pass by itself, so that the same model is worth asking again. */
const PASSING: readonly string[] = ['refuse', 'reset before headers', 'hang before headers', 'hang after headers', 'status 500', 'status 503', 'status 529', '429 retry-after seconds'];

const isAtOnce = (name: string) => name === 'refuse' || name.startsWith('status') || name === 'reset before headers';

interface Case {
  readonly subject: Subject;
  readonly group: string;
  readonly fault: string;
  readonly scriptOf: ScriptOf;
  readonly mustComplete: boolean;
  readonly maximumCalls?: number | undefined;
  readonly abortAt?: AbortStage | undefined;
}

const formOf = (subject: Subject): Form => (subject.endsWith('JSON') ? 'json' : 'sse');
const isRouter = (subject: Subject) => subject.startsWith('router');
const hasDevice = (subject: Subject) => subject.includes('device');

function* casesOf(subject: Subject, cutStride: number): Generator<Case> {
  const form = formOf(subject);
  // The SDK asks for streams: whole JSON in place of one is a fault already, and need not be understood.
  const canRead = isRouter(subject) || form === 'sse';
  const completes = (fault: Fault) => hasDevice(subject) || (canRead && fault.isHarmless === true);
  for (const fault of NAMED_FAULTS) {
    const survives = isRouter(subject) && mayRecover(fault, form);
    const maximumCalls = fault.isFinal ? 1 : undefined;
    yield { subject, group: 'once', fault: fault.name, scriptOf: faultyUntil([fault], form), mustComplete: completes(fault) || survives, maximumCalls };
    yield { subject, group: 'always', fault: fault.name, scriptOf: always(fault, form), mustComplete: completes(fault), maximumCalls };
  }
  for (const first of NAMED_FAULTS.filter(({ name }) => PASSING.includes(name))) {
    for (const second of NAMED_FAULTS) {
      const canPass = isRouter(subject) && PASSING.includes(second.name) && isAtOnce(first.name);
      yield { subject, group: 'two in a row', fault: `${first.name}, then ${second.name}`, scriptOf: faultyUntil([first, second], form), mustComplete: canPass || hasDevice(subject) };
    }
  }
  // Who is asked first: the router's smallest adequate model; the SDK leaves the choice to the router.
  const model = isRouter(subject) ? 'small' : 'large';
  for (const fault of cutFaults(model, form).filter((_fault, index) => index % cutStride === 0)) {
    const survives = isRouter(subject) && mayRecover(fault, form);
    yield { subject, group: 'cut', fault: fault.name, scriptOf: faultyUntil([fault], form), mustComplete: survives || hasDevice(subject) };
  }
  if (!isRouter(subject) && form === 'json') return;
  const slow = NAMED_FAULTS.filter(({ name }) => ['slow drip', 'hang before headers', 'hang after headers', 'hang mid-answer', 'headers late', 'endless drip', '429 retry-after seconds'].includes(name));
  for (const abortAt of ABORT_STAGES) {
    for (const fault of slow) {
      yield { subject, group: 'abort', fault: `${abortAt}, during: ${fault.name}`, scriptOf: always(fault, form), mustComplete: false, abortAt };
    }
  }
}

export interface ExhaustiveOptions {
  /** 1 cuts at every byte, 2 at every other. */
  readonly cutStride: number;
  /** Called for every case as it ends. */
  readonly onResult: (result: CaseResult) => void;
}

export async function certifyExhaustively({ cutStride, onResult }: ExhaustiveOptions): Promise<void> {
  for (const subject of SUBJECTS) {
    for (const each of casesOf(subject, cutStride)) onResult(await runCase(each));
  }
}

async function runCase(each: Case): Promise<CaseResult> {
  const unheard: string[] = [];
  const onUnheard = (reason: unknown) => void unheard.push(reason instanceof Error ? reason.message : String(reason));
  process.on('unhandledRejection', onUnheard);
  const clock = installVirtualClock();
  let seen: Observation;
  try {
    const { scriptOf, abortAt } = each;
    seen = isRouter(each.subject)
      ? await observeRouter({ form: formOf(each.subject), scriptOf, abortAt }, clock)
      : await observeSdk({ scriptOf, device: hasDevice(each.subject) ? 'unsure' : 'none', abortAt }, clock);
  } finally {
    clock.end();
    process.off('unhandledRejection', onUnheard);
  }
  const expectation: Expectation = { deadlineMs: DEADLINE_MS, toleranceMs: TOLERANCE_MS, mustComplete: each.mustComplete, maximumCalls: each.maximumCalls };
  const broken = violations(seen, expectation);
  if (unheard.length > 0) broken.push(`unhandled rejection: ${unheard.join('; ')}`);
  const outcome = seen.isAborted ? 'aborted' : seen.terminals.join(' and ') || 'nothing';
  return { subject: each.subject, group: each.group, fault: each.fault, outcome, violations: broken };
}
