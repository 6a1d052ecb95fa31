// Asks the app's function, for no longer than it may take. Whatever it does, there is a verdict.
import type { SafetyHit } from '../../src/safety/safety-rules.ts';
import { whenAborted } from '../when-aborted.ts';
import type { SafetyCheck, SafetySettings, SafetyVerdict } from './safety-option.ts';

const TIME_LIMIT_MS = 1000;
const ACTIONS: readonly unknown[] = ['allow', 'hand_up', 'refuse'];

/** Names shown where the app gives none. */
const APP_RULE = 'app';
const FAILED_RULE = 'safety-check-failed';

export interface AskAppInput {
  readonly settings: SafetySettings;
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
  readonly check: Omit<SafetyCheck, 'signal'>;
  /** Aborted when nobody waits for the verdict any more. */
  readonly signal: AbortSignal;
  /** Told what went wrong, without anybody's text. */
  readonly onFailure: (why: string) => void;
}

/** Never rejects; undefined when the app allows it. Once nobody waits any more it gives no verdict at all, neither for nor against. */
export async function askApp({ settings, setTimer, check, signal, onFailure }: AskAppInput): Promise<SafetyHit | undefined> {
  const patience = new AbortController();
  let clear = () => {};
  try {
    const tooLong = new Promise<'too_long'>((resolve) => {
      clear = setTimer(() => resolve('too_long'), settings.timeLimitMs ?? TIME_LIMIT_MS);
    });
    // Inside a function of its own, so that what it throws at once is a rejection too.
    const asked = (async () => settings.check({ ...check, signal: patience.signal }))();
    asked.catch(() => undefined);
    const verdict = await Promise.race([asked, tooLong, whenAborted(signal).then(() => 'unwanted' as const)]);
    if (verdict === 'unwanted') return new Promise(() => {});
    if (verdict !== 'too_long' && isVerdict(verdict)) return hitOf(verdict, APP_RULE);
    onFailure(verdict === 'too_long' ? 'took too long' : 'gave no verdict');
  } catch (error) {
    // Its message may quote what it was asked about.
    onFailure(error instanceof Error ? error.name : 'threw');
  } finally {
    clear();
    patience.abort();
  }
  return hitOf(settings.onFailure ?? 'hand_up', FAILED_RULE);
}

function isVerdict(verdict: unknown): verdict is SafetyVerdict {
  if (typeof verdict === 'string') return ACTIONS.includes(verdict);
  if (typeof verdict !== 'object' || verdict === null) return false;
  const { action, rule } = verdict as { action?: unknown; rule?: unknown };
  return ACTIONS.includes(action) && (rule === undefined || typeof rule === 'string');
}

function hitOf(verdict: SafetyVerdict, otherwise: string): SafetyHit | undefined {
  const { action, rule = otherwise } = typeof verdict === 'string' ? { action: verdict } : verdict;
  return action === 'allow' ? undefined : { action, rule };
}
