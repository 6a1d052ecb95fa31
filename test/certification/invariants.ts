// What must hold whatever fails. Each broken one is told in words.
import { ERROR_CODES } from '../../src/errors/error-code.ts';
import type { Observation } from './observation.ts';
import { WHOLE_TEXTS } from './recording.ts';

export interface Expectation {
  readonly deadlineMs: number;
  /** Timers and turns of the event loop after the deadline itself. */
  readonly toleranceMs: number;
  /** The answer must be whole: the fault can be survived. */
  readonly mustComplete: boolean;
  /** Nobody else may be asked: the request itself was at fault. */
  readonly maximumCalls?: number | undefined;
}

/** `violations(observation, expectation)` → [] when all is well. */
export function violations(seen: Observation, expected: Expectation): string[] {
  const found: string[] = [...seen.faults];
  const say = (isBroken: boolean, words: string) => {
    if (isBroken) found.push(words);
  };
  if (!seen.isAborted) {
    say(seen.terminals.length !== 1, `${seen.terminals.length} terminal events (${seen.terminals.join(', ') || 'none'})`);
    const [terminal] = seen.terminals;
    say(terminal !== undefined && terminal !== 'finish' && !(terminal in ERROR_CODES), `an untyped error: ${terminal}`);
    say(terminal === 'internal', 'an internal error');
    say(terminal === 'finish' && !WHOLE_TEXTS.includes(seen.text), `finished with a text that is not whole: "${seen.text}"`);
    say(terminal !== 'finish' && !isPrefix(seen.text), `text lost, doubled or mixed: "${seen.text}"`);
    say(expected.mustComplete && terminal !== 'finish', `did not complete: ${terminal}`);
    say((seen.endedAtMs ?? Infinity) > expected.deadlineMs + expected.toleranceMs, `ended after ${seen.endedAtMs} ms of ${expected.deadlineMs}`);
  } else {
    say(seen.terminals.length > 1, `${seen.terminals.length} terminal events after an abort`);
    say(!isPrefix(seen.text), `text lost, doubled or mixed: "${seen.text}"`);
  }
  say(seen.danglingCalls > 0, `${seen.danglingCalls} call(s) left running`);
  say(seen.calls > (expected.maximumCalls ?? Infinity), `${seen.calls} calls although the request was at fault`);
  say(seen.records !== undefined && seen.records !== 1, `${seen.records} outcome records`);
  const { spend } = seen;
  if (spend) {
    say(spend.reserved !== spend.settled, `${spend.reserved} reservations, ${spend.settled} settled`);
    say(spend.overspent > 0, 'settled above what was reserved');
  }
  return found;
}

function isPrefix(text: string): boolean {
  return WHOLE_TEXTS.some((whole) => whole.startsWith(text));
}
