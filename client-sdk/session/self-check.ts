// The model is asked whether its own answer is right: one more prefill and a word, where there is time for both.
import type { Confidence } from '../../src/confidence/confidence.ts';
import { exp } from '../../src/numerics/exp.ts';
import { readVerdict, SELF_CHECK_QUESTION } from '../../src/confidence/self-check.ts';
import type { StartDecision } from '../../src/route/start-route.ts';
import type { DeviceAnswer } from './device-attempt.ts';
import type { QueryRun } from './query-run.ts';

/** A word, and what some models say before it. */
const VERDICT_TOKENS = 4;
/** Of the question itself, with its template. */
const QUESTION_TOKENS = 24;

/** By how much longer than the median it may take. */
const PATIENCE = 2;

/** Undefined where no hosted model may help, where there is no time for it, or where it says neither yes nor no. Never calibrated: it is a word. */
export async function selfCheck(run: QueryRun, { forecast, escalationBlockedBy }: StartDecision, { text, promptTokens, tokens }: DeviceAnswer): Promise<Confidence | undefined> {
  if (escalationBlockedBy !== undefined) return undefined;
  const { device } = run.dependencies;
  const { prefillRate, decodeRate } = device.state(true);
  const neededMs = 1000 * PATIENCE * ((promptTokens + tokens + QUESTION_TOKENS) / exp(prefillRate.logMean) + VERDICT_TOKENS / exp(decodeRate.logMean));
  const { totalMs = Infinity } = run.remaining();
  if (text === '' || totalMs < neededMs + (forecast.hostedTotalMs ?? 0)) return undefined;
  let verdict = '';
  try {
    await device.generate([...run.onDevice.messages, { role: 'assistant', content: text }, { role: 'user', content: SELF_CHECK_QUESTION }], {
      maxTokens: VERDICT_TOKENS,
      onToken: (token) => (verdict += token.text),
      signal: run.signal,
    });
  } catch {
    // A check that breaks says nothing of the answer, which stands as it is.
    return undefined;
  }
  const isRight = readVerdict(verdict);
  run.note('checked_itself', { isRight });
  return isRight === undefined ? undefined : { value: isRight ? 1 : 0, isCalibrated: false };
}
